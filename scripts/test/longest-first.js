import Sequencer from '@jest/test-sequencer';

/** Tests that run the whole system again and again. */
const LONG =
  /\/scripts\/test\/(chaos|console|cost|order-flow|permissions)\/|\/(start|two-checkouts)\.test\.ts$/;

/** Starts the longest tests first, also where nothing is known of earlier runs: the last ones to end are short. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const isLong = ({ path }) => LONG.test(path);
    return [...super.sort(tests)].sort((a, b) => Number(isLong(b)) - Number(isLong(a)));
  }
}
