import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { batchResponse, processBatch } from 'function-kit';
import { orderIdOf } from 'order-model';
import { type DeadLetterDependencies, recordDeadLetter } from './record-dead-letter.ts';

/** Records every dead letter; what cannot be recorded stays in the dead-letter queue. */
export async function processDeadLetters(
  records: readonly SQSRecord[],
  dependencies: DeadLetterDependencies,
): Promise<SQSBatchResponse> {
  const failed = await processBatch(records, (record) => recordDeadLetter(record, dependencies));
  for (const { record, error } of failed) {
    const ids = { message_id: record.messageId, order_id: orderIdOf(record.body) };
    const fields = { ...ids, body: record.body, error };
    dependencies.metrics.emit({ DeadLettersNotRecorded: 1 }, ids);
    dependencies.logger.error(`Dead letter ${record.messageId} not recorded; it stays in the queue`, fields);
  }
  return batchResponse(failed);
}
