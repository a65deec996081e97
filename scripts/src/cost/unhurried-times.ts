import { type MeteredTime, meanMs, runsOf } from 'local-cloud';

/**
 * The share of invocations that begin with an init: AWS says under 1 %. Here it would be that of a short run.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export const COLD_START_SHARE = 0.01;

/** The runs of a time as they would be billed if this machine did nothing else. */
export interface UnhurriedTimes {
  /** Runs of orders placed one after the other. */
  readonly unhurried: readonly MeteredTime[];
  /** All runs since the start, with their inits. */
  readonly all: readonly MeteredTime[];
}

/** As many runs as there were, each as long as the mean of its `unhurried` runs, and a cold start in a hundred of them. */
export function unhurriedTime(time: MeteredTime, { unhurried, all }: UnhurriedTimes): MeteredTime {
  const runs = runsOf(time);
  return {
    ...time,
    runs: new Map([[meanMs(sameIn(unhurried, time)), runs]]),
    runsWithInit: 0,
    initMs: runs * COLD_START_SHARE * meanInitMs(sameIn(all, time)),
  };
}

export function meanInitMs({ initMs, runsWithInit }: MeteredTime): number {
  return runsWithInit === 0 ? 0 : initMs / runsWithInit;
}

/** The time of the same resource, or the time itself where that did not run. */
export function sameIn(times: readonly MeteredTime[], time: MeteredTime): MeteredTime {
  const same = times.find(({ unit, resource }) => unit === time.unit && resource === time.resource);
  return same && same.runs.size > 0 ? same : time;
}
