import type { SQSRecord } from 'aws-lambda';
import { BodyNotJsonError, type Logger, type Metrics, parseJson } from 'function-kit';
import {
  type FailedOrder,
  type GiveUpDependencies,
  giveUpOrder,
  InvalidOrderError,
  type OrderContent,
  orderIdOf,
  parseOrder,
  watchFailedOrders,
} from 'order-model';
import type { Metric } from './env.ts';

export interface DeadLetterDependencies extends GiveUpDependencies {
  readonly logger: Logger;
  readonly metrics: Metrics<Metric>;
  /** How often the order queue delivers a message before it is a dead letter. */
  readonly maxReceiveCount: number;
}

/** Puts a dead letter into failed_orders, once however often it is delivered, and ends its order as FAILED. */
export async function recordDeadLetter(
  record: SQSRecord,
  dependencies: DeadLetterDependencies,
): Promise<void> {
  const { logger, maxReceiveCount, metrics } = dependencies;
  const ids = { message_id: record.messageId, order_id: orderIdOf(record.body) };
  // Counted as the row is written: should the order's own change fail after it, the next delivery meets the row.
  const failedOrders = watchFailedOrders(dependencies.failedOrders, () =>
    metrics.emit({ OrdersFailed: 1 }, ids),
  );
  const order = readOrder(record.body);
  const row =
    order instanceof Error
      ? await recordPoison(record, order, { ...dependencies, failedOrders })
      : await giveUpOrder(
          order,
          {
            failed_order_id: record.messageId,
            reason:
              record.messageAttributes.reason?.stringValue ??
              `not processed in ${maxReceiveCount} deliveries`,
          },
          { ...dependencies, failedOrders },
        );
  const fields = { ...ids, body: record.body };
  if (row)
    logger.error(`Dead letter ${record.messageId} recorded in failed_orders`, {
      ...fields,
      reason: row.reason,
    });
  else logger.warn(`Dead letter ${record.messageId} dropped: its order is FULFILLED`, fields);
}

/** A row takes 400 KB and a message 1 MB: what does not fit is cut, as a row that cannot be written would be lost. */
const PAYLOAD_MAX_CHARACTERS = 80_000;
const REASON_MAX_CHARACTERS = 2_000;

function shorten(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  return `${text.slice(0, maxCharacters)}… (cut from ${text.length} characters)`;
}

function readOrder(body: string): OrderContent | InvalidOrderError | BodyNotJsonError {
  try {
    return parseOrder(parseJson(body));
  } catch (error) {
    if (error instanceof InvalidOrderError || error instanceof BodyNotJsonError) return error;
    throw error;
  }
}

function recordPoison(
  record: SQSRecord,
  error: Error,
  { failedOrders, maxReceiveCount, now }: DeadLetterDependencies,
): Promise<FailedOrder> {
  return failedOrders.record({
    failed_order_id: record.messageId,
    payload: shorten(record.body, PAYLOAD_MAX_CHARACTERS),
    reason: shorten(`the message is no order: ${error.message}`, REASON_MAX_CHARACTERS),
    attempts: maxReceiveCount,
    failed_at: now().toISOString(),
    state: 'OPEN',
  });
}
