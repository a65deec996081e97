import type { Process } from './process.ts';

/** What may become of a call. `sent twice`: as an SDK does whose first answer was lost. */
export type CallOutcome =
  | 'answered'
  | 'refused'
  | 'answer lost'
  | 'sent twice'
  | 'killed before'
  | 'killed after'
  | 'caller timed out';

const FAULTS = [
  'refused',
  'answer lost',
  'sent twice',
  'killed before',
  'killed after',
  'caller timed out',
] as const satisfies readonly CallOutcome[];

/** Of 16 choices the first ten are no fault. */
const FIRST_FAULT = 10;

/** The outcome that a choice means for a call of this process. */
export function outcomeOf(choice: number, { mayDie, mayBeAbandoned }: Process): CallOutcome {
  const outcome = FAULTS[(choice & 15) - FIRST_FAULT] ?? 'answered';
  if (outcome === 'caller timed out' && !mayBeAbandoned) return 'answered';
  if (outcome === 'killed before' && !mayDie) return 'refused';
  if (outcome === 'killed after' && !mayDie) return 'answer lost';
  return outcome;
}

/** The outcome of a call to a service that is down; some of what it does not answer it does. */
export function outageOf(choice: number): CallOutcome {
  return choice % 4 === 3 ? 'answer lost' : 'refused';
}
