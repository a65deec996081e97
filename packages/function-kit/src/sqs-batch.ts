import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';

/** A record that was not processed, and why. */
export interface FailedRecord {
  readonly record: SQSRecord;
  readonly error: unknown;
}

/** Processes every record at once; one that throws never stops the others. Returns those that threw. */
export async function processBatch(
  records: readonly SQSRecord[],
  processRecord: (record: SQSRecord) => Promise<unknown>,
): Promise<FailedRecord[]> {
  const results = await Promise.allSettled(records.map(async (record) => processRecord(record)));
  return records.flatMap((record, index) => {
    const result = results[index];
    return result?.status === 'rejected' ? [{ record, error: result.reason }] : [];
  });
}

/** The partial batch response that makes only the failed records visible again. */
export function batchResponse(failed: readonly FailedRecord[]): SQSBatchResponse {
  return { batchItemFailures: failed.map(({ record }) => ({ itemIdentifier: record.messageId })) };
}

/** How often a record was received, this time included. */
export function receiveCount(record: SQSRecord): number {
  return Number(record.attributes.ApproximateReceiveCount);
}
