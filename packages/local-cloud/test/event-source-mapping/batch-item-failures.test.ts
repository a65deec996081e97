import { describe, expect, it } from '@jest/globals';
import { batchItemFailures } from '../../src/event-source-mapping/batch-item-failures.ts';

const IDS = new Set(['a', 'b', 'c']);

describe('batchItemFailures', () => {
  it.each([
    ['an empty response', ''],
    ['null', 'null'],
    ['an empty string', '""'],
    ['an empty object', '{}'],
    ['some other object', '{"statusCode":200}'],
    ['a null list', '{"batchItemFailures":null}'],
    ['an empty list', '{"batchItemFailures":[]}'],
  ])('takes %s for a success of the whole batch', (_case, payload) => {
    expect([...batchItemFailures(payload, IDS)]).toEqual([]);
  });

  it('keeps the listed messages only', () => {
    const payload = '{"batchItemFailures":[{"itemIdentifier":"c"},{"itemIdentifier":"a"}]}';

    expect([...batchItemFailures(payload, IDS)].sort()).toEqual(['a', 'c']);
  });

  it.each([
    ['what is not JSON', '{"batchItemFailures":'],
    ['text', '"done"'],
    ['a number', '1'],
    ['a bare list', '[{"itemIdentifier":"a"}]'],
    ['a list that is none', '{"batchItemFailures":{"itemIdentifier":"a"}}'],
    ['bare identifiers', '{"batchItemFailures":["a"]}'],
    ['a null entry', '{"batchItemFailures":[null]}'],
    ['a bad key', '{"batchItemFailures":[{"itemIdentifier":"a"},{"messageId":"b"}]}'],
    ['an empty identifier', '{"batchItemFailures":[{"itemIdentifier":""}]}'],
    ['a null identifier', '{"batchItemFailures":[{"itemIdentifier":null}]}'],
    ['an unknown identifier', '{"batchItemFailures":[{"itemIdentifier":"a"},{"itemIdentifier":"z"}]}'],
  ])('takes %s for a failure of the whole batch', (_case, payload) => {
    expect([...batchItemFailures(payload, IDS)]).toEqual(['a', 'b', 'c']);
  });
});
