import fc from 'fast-check';
import type { OrderContent } from 'order-model';
import { buildContent } from 'order-model/testing';

/** A run, told before it begins: all that is left to chance is in here. */
export interface Plan {
  readonly workflowType: 'EXPRESS' | 'STANDARD';
  /** Orders accepted before the run, each with the receive counts of its messages. */
  readonly queued: readonly { readonly order_id: string; readonly receiveCounts: readonly number[] }[];
  /** What clients place during the run. */
  readonly requests: readonly OrderContent[];
  /** What somebody else sends to order_queue. */
  readonly strays: readonly string[];
  readonly operators: number;
  /** Whether SQS deletes a message by the receipt of an earlier delivery: it says that it may not. */
  readonly staleReceiptsDelete: boolean;
  /** What the warehouse answers once the faults are over. */
  readonly warehouseAtTheEnd: 'FULFILLED' | 'FAILED';
  /** A service that is down for a while: the first calls of this kind meet nothing but faults. */
  readonly outage: { readonly calls: string; readonly count: number };
  /** Each step: which of the things that can happen next does, and how. Then the run ends without faults. */
  readonly steps: readonly number[];
}

export const MAX_RECEIVE_COUNT = 3;

const ORDER_IDS = ['a', 'b'];
const contents = fc
  .record({ order_id: fc.constantFrom(...ORDER_IDS), quantity: fc.constantFrom(1, 1, 2) })
  .map(buildContent);
const queuedWith = (receiveCount: fc.Arbitrary<number>, minLength: number) =>
  fc.uniqueArray(
    fc.record({
      order_id: fc.constantFrom(...ORDER_IDS),
      receiveCounts: fc.array(receiveCount, { minLength: 1, maxLength: 2 }),
    }),
    { minLength, maxLength: 2, selector: ({ order_id }) => order_id },
  );
/** Not JSON; no order; an order that nobody placed. */
const strays = fc.array(fc.constantFrom('{not json', '{"order_id":"a"}', JSON.stringify(buildContent())), {
  maxLength: 2,
});
const steps = fc.array(fc.nat(0xffff), { maxLength: 100, size: 'max' });
const base = {
  workflowType: fc.constantFrom('EXPRESS', 'STANDARD'),
  queued: fc.constant([]),
  requests: fc.constant([]),
  strays: fc.constant([]),
  operators: fc.constant(0),
  staleReceiptsDelete: fc.boolean(),
  warehouseAtTheEnd: fc.constantFrom('FULFILLED', 'FAILED'),
  outage: fc.record({ calls: fc.constantFrom('sends', 'creates', 'replaces', 'records'), count: fc.nat(6) }),
  steps,
} satisfies { [Field in keyof Plan]: fc.Arbitrary<Plan[Field]> };

/** Runs that dwell on one part of an order's way, and those that go through all of it. */
export const PLANS = {
  fulfillment: fc.record({ ...base, queued: queuedWith(fc.constantFrom(0, 1, 2), 1), strays }),
  deadLetters: fc.record({
    ...base,
    queued: queuedWith(fc.constantFrom(2, MAX_RECEIVE_COUNT), 1),
    strays,
    operators: fc.nat(3),
  }),
  workflow: fc.record({ ...base, requests: fc.array(contents, { minLength: 1, maxLength: 3 }) }),
  everything: fc.record({
    ...base,
    queued: queuedWith(fc.nat(MAX_RECEIVE_COUNT), 0),
    requests: fc.array(contents, { minLength: 1, maxLength: 3 }),
    strays,
    operators: fc.nat(2),
  }),
} satisfies Record<string, fc.Arbitrary<Plan>>;

export type Part = keyof typeof PLANS;
