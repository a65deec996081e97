import { check } from '../../src/chaos/check.ts';
import type { ChaosEvent } from '../../src/chaos/events.ts';
import type { Evidence } from '../../src/chaos/evidence.ts';
import {
  answered,
  asked,
  created,
  evidence,
  message,
  order,
  read,
  row,
  sent,
  updated,
} from './evidence-builder.ts';

/** The messages of the invariants that are broken, by invariant. */
export function broken(
  events: readonly ChaosEvent[],
  rest: Partial<Evidence> = {},
): Record<string, string[]> {
  const verdicts = check(evidence(events, rest)).filter(({ violations }) => violations.length > 0);
  return Object.fromEntries(
    verdicts.map(({ invariant, violations }) => [invariant, violations.map(({ message }) => message)]),
  );
}

export const placed = [sent(), created(), message('sent'), answered(200), message('received')];
export const fulfilled = [
  ...placed,
  read('PENDING', 0),
  asked(0),
  updated('FULFILLED', 1),
  message('deleted'),
];
export const orders = [order('FULFILLED', 1)];

export const lateAsk = asked(0, { environment: 'b', fulfilled: false });
export const refusal = { outcome: 'FAILED', fulfilled: false } as const;
export const failed = [
  ...placed,
  read('PENDING', 0),
  asked(0, refusal),
  updated('FAILED', 1),
  message('received', 'dead-letter queue'),
  message('deleted', 'dead-letter queue'),
];
export const last = { isLast: true } as const;
/** Told FULFILLED, never recorded, and dead in the end. */
export const unrecorded = [
  ...placed,
  read('PENDING', 0),
  asked(0),
  updated('FAILED', 1, 'dlq-handler'),
  message('deleted', 'dead-letter queue'),
];
export const denial = {
  principal: 'arn:role/validator',
  action: 'sqs:SendMessage',
  resource: 'order_queue',
  reason: 'nothing allows it',
  timestamp: 0,
};
export const deadLettered = { orders: [order('FAILED', 1)], failedOrders: [row()] };
