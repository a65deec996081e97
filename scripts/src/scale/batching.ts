import type { DeployedSystem } from './deployed-system.ts';
import { EVENT_SOURCE_START } from './event-source-scaling.ts';
import { REQUEST_SECONDS } from './fulfillment.ts';

/** How long a receive is stated to take when messages are there. */
const RECEIVE_SECONDS = 0.02;
const MAX_RECEIVED = 10;

/** How messages come together at a rate. */
export interface Batching {
  /** Messages in an invocation. */
  readonly batchSize: number;
  /** Messages that a receive brings. */
  readonly received: number;
}

/**
 * A reader takes its part of the messages: one that waits, and what comes within the batching window. A receive ends as
 * soon as there is a message, so it brings more than one only where they come faster than it returns.
 */
export function batchingAt({ fulfillment }: DeployedSystem, messagesPerSecond: number): Batching {
  const { batchSize, batchingWindowSeconds, maximumConcurrency } = fulfillment;
  const busy = (messagesPerSecond / batchSize) * REQUEST_SECONDS;
  const readers = Math.min(maximumConcurrency, Math.max(EVENT_SOURCE_START, busy));
  const each = messagesPerSecond / readers;
  return {
    batchSize: Math.min(batchSize, 1 + each * batchingWindowSeconds),
    received: Math.min(batchSize, MAX_RECEIVED, Math.max(1, each * RECEIVE_SECONDS)),
  };
}
