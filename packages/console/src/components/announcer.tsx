import { announcement } from '../state/announcer.ts';
import { useObservable } from './use-observable.ts';

/** Says what changed to those who do not see it. */
export function Announcer() {
  return (
    <p className="visually-hidden" aria-live="polite" data-testid="announcer">
      {useObservable(announcement)}
    </p>
  );
}
