import { describe, expect, it } from '@jest/globals';
import { batchResponse, processBatch, receiveCount } from '../src/index.ts';
import { buildSqsRecord } from '../src/testing/index.ts';

const records = Array.from({ length: 10 }, (_, index) =>
  buildSqsRecord(String(index), { messageId: `m${index}` }),
);

describe('processBatch', () => {
  it.each([[[0]], [[4]], [[9]], [[0, 4, 9]], [[]]])('fails only the records %j that throw', async (bad) => {
    const processed: string[] = [];
    const failed = await processBatch(records, async ({ body }) => {
      if (bad.includes(Number(body))) throw new Error(`no ${body}`);
      processed.push(body);
    });

    expect(processed).toHaveLength(10 - bad.length);
    expect(batchResponse(failed)).toEqual({
      batchItemFailures: bad.map((n) => ({ itemIdentifier: `m${n}` })),
    });
  });

  it('takes a throw before the first await as a failed record too', async () => {
    const failed = await processBatch(records.slice(0, 2), ({ body }) => {
      if (body === '0') throw new Error('at once');
      return Promise.resolve();
    });

    expect(failed.map(({ record }) => record.messageId)).toEqual(['m0']);
  });
});

describe('receiveCount', () => {
  it('is how often the record was received', () => {
    expect(receiveCount(buildSqsRecord('', { receiveCount: 3 }))).toBe(3);
  });
});
