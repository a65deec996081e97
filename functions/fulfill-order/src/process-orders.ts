import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { batchResponse, type FailedRecord, parseJson, processBatch, receiveCount } from 'function-kit';
import { type Chance, FulfillmentFailedError, orderIdOf, parseOrder } from 'order-model';
import { backoffSeconds } from './backoff.ts';
import { type FulfillDependencies, fulfillOrder } from './fulfill-order.ts';
import type { OrderQueue } from './order-queue.ts';

export interface ProcessDependencies extends FulfillDependencies {
  readonly queue: OrderQueue;
  readonly maxReceiveCount: number;
  readonly chance: Chance;
}

/** Fulfills the order of every message; only the messages that failed come back, each after its backoff. */
export async function processOrders(
  records: readonly SQSRecord[],
  dependencies: ProcessDependencies,
): Promise<SQSBatchResponse> {
  const failed = await processBatch(records, (record) => processRecord(record, dependencies));
  for (const { record, error } of failed) logFailure(record, error, dependencies);
  if (failed.length > 0) await redeliverLater(failed, dependencies);
  return batchResponse(failed);
}

async function processRecord(record: SQSRecord, dependencies: ProcessDependencies): Promise<void> {
  const order = parseOrder(parseJson(record.body));
  dependencies.logger.info(`Order ${order.order_id} received`, {
    order_id: order.order_id,
    message_id: record.messageId,
    receive_count: receiveCount(record),
  });
  await fulfillOrder(order.order_id, dependencies);
}

/** A failed attempt is an expected outcome and logged as such already; anything else is a fault. */
function logFailure(record: SQSRecord, error: unknown, { logger }: ProcessDependencies): void {
  if (error instanceof FulfillmentFailedError) return;
  logger.error('message not processed', { ...idsOf(record), body: record.body, error });
}

function idsOf(record: SQSRecord) {
  return { order_id: orderIdOf(record.body), message_id: record.messageId };
}

async function redeliverLater(
  failed: readonly FailedRecord[],
  { queue, maxReceiveCount, chance, logger }: ProcessDependencies,
): Promise<void> {
  const redeliveries = failed.map(({ record }) => ({
    messageId: record.messageId,
    receiptHandle: record.receiptHandle,
    delaySeconds: backoffSeconds(receiveCount(record), maxReceiveCount, chance),
  }));
  try {
    await queue.redeliver(redeliveries);
  } catch (error) {
    // The messages come back all the same, after the visibility timeout of the queue.
    for (const { record } of failed) logger.warn('backoff not set', { ...idsOf(record), error });
  }
}
