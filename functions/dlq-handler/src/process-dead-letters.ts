import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { batchResponse, processBatch } from 'function-kit';
import { type DeadLetterDependencies, recordDeadLetter } from './record-dead-letter.ts';

/** Records every dead letter; what cannot be recorded stays in the dead-letter queue. */
export async function processDeadLetters(
  records: readonly SQSRecord[],
  dependencies: DeadLetterDependencies,
): Promise<SQSBatchResponse> {
  const failed = await processBatch(records, (record) => recordDeadLetter(record, dependencies));
  for (const { record, error } of failed) {
    const fields = { message_id: record.messageId, body: record.body, error };
    dependencies.logger.error(`Dead letter ${record.messageId} not recorded; it stays in the queue`, fields);
  }
  return batchResponse(failed);
}
