import type { Execution } from '../api/local-api.ts';
import { plural } from '../state/format.ts';
import { Icon } from './icon.tsx';
import { Time } from './time.tsx';

const ICONS = { succeeded: 'good', failed: 'bad', running: 'pending' } as const;
const TONES = { succeeded: 'good', failed: 'bad', running: 'pending' } as const;

/** The graph's marks in words: the states an execution took, in their order. */
export function StatesTaken({ execution }: { readonly execution: Execution }) {
  return (
    <ol className="states-taken" aria-label={`States of execution ${execution.name}`}>
      {execution.states.map((state, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a state may be taken twice, and the list only grows
        <li key={index} className={TONES[state.outcome] ?? ''}>
          <Icon name={ICONS[state.outcome] ?? 'pending'} />
          <span className="state-name">{state.name}</span>
          <span className="muted">
            {state.outcome}
            {(state.attempts ?? 1) > 1 && `, ${plural(state.attempts ?? 1, 'attempt')}`},{' '}
            <Time at={state.enteredAt} />
          </span>
          {state.error !== undefined && <span className="reason">{state.error}</span>}
        </li>
      ))}
    </ol>
  );
}
