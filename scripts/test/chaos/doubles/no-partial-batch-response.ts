import type { FailedRecord } from 'function-kit';

/** The bug: no message is reported as failed, so that SQS forgets them all. */
export function batchResponse(_failed: readonly FailedRecord[]) {
  return { batchItemFailures: [] };
}

export async function processBatch(
  records: readonly FailedRecord['record'][],
  processRecord: (record: FailedRecord['record']) => Promise<unknown>,
): Promise<FailedRecord[]> {
  const results = await Promise.allSettled(records.map(async (record) => processRecord(record)));
  return records.flatMap((record, index) => {
    const result = results[index];
    return result?.status === 'rejected' ? [{ record, error: result.reason }] : [];
  });
}

export function receiveCount({ attributes }: FailedRecord['record']): number {
  return Number(attributes.ApproximateReceiveCount);
}
