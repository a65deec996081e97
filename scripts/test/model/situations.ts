import type { CallOutcome } from './call-outcome.ts';
import type { PendingCall } from './scheduler.ts';

/** What the runs must come across, or they test less than they say. */
export const SITUATIONS = [
  'killed after a write',
  'answer of a write lost',
  'killed between row and status',
  'two deliveries of an order at once',
  'warehouse asked again for what it had fulfilled',
  'a write met a newer order',
  'FULFILLED over FAILED',
  'a delivery met FULFILLED',
  'dead letter',
  'dead letter of a FULFILLED order dropped',
  'dead letter met its row',
  'dead letter met its row REDRIVEN',
  'redrive',
  'redrive taken over or given back',
  'operator killed between message and row',
  'replay',
  'conflict',
  'task of the workflow timed out and went on',
  'order marked FAILED that was not queued',
  'message taken though SendToQueue failed',
  'dead letter from the workflow',
  'batch with a poison message',
] as const;

export type Situation = (typeof SITUATIONS)[number];

/** What a fault in a call brings a run to. */
export function situationOf({ process, name }: PendingCall, outcome: CallOutcome): Situation | undefined {
  const isWrite = /^(creates|replaces|records)/.test(name);
  const isOperator = process.name.startsWith('operator');
  switch (outcome) {
    case 'killed after':
      if (isOperator && name.startsWith('sends')) return 'operator killed between message and row';
      if (name.startsWith('records')) return 'killed between row and status';
      return isWrite ? 'killed after a write' : undefined;
    case 'answer lost':
      return isWrite ? 'answer of a write lost' : undefined;
    case 'caller timed out':
      return 'task of the workflow timed out and went on';
    default:
      return undefined;
  }
}
