import { describe, expect, it } from '@jest/globals';
import { type BilledIndex, indexWriteUnits, readUnits, writeUnits } from '../../src/cost/capacity-units.ts';
import { type Item, itemSize } from '../../src/cost/item-size.ts';

/** An item of exactly so many bytes, its key included. */
function itemOf(bytes: number, attributes: Item = {}): Item {
  const item = { id: { S: '1' }, pad: { S: '' }, ...attributes };
  return { ...item, pad: { S: 'x'.repeat(bytes - itemSize(item)) } };
}

describe('itemSize', () => {
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
  it.each<[string, Item, number]>([
    ['names and text in UTF-8', { ä: { S: 'ö€' } }, 2 + 5],
    ['a number by its significant digits', { n: { N: '12345' } }, 1 + 4],
    ['a negative number with one byte more', { n: { N: '-12345' } }, 1 + 5],
    ['a number without the zeros around it', { n: { N: '0.00120' } }, 1 + 2],
    ['binary by its raw bytes', { b: { B: 'AAEC' } }, 1 + 3],
    ['true and null as a byte', { t: { BOOL: true }, z: { NULL: true } }, 2 + 2],
    ['sets by their elements', { s: { SS: ['ab', 'c'] }, n: { NS: ['1', '22'] } }, 2 + 3 + 4],
    [
      'a list with 3 bytes, and 1 for each element',
      { l: { L: [{ S: 'ab' }, { N: '1' }] } },
      1 + 3 + 2 + 2 + 2,
    ],
    ['a map with 3 bytes, and 1 for each element', { m: { M: { k: { S: 'ab' } } } }, 1 + 3 + 1 + 1 + 2],
  ])('counts %s', (_, item, bytes) => {
    expect(itemSize(item)).toBe(bytes);
  });
});

describe('readUnits', () => {
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
  it.each<[string, Item | undefined, boolean, number]>([
    ['4 KB, strongly consistent', itemOf(4096), true, 1],
    ['one byte more', itemOf(4097), true, 2],
    ['3,500 bytes, as if they were 4 KB', itemOf(3500), true, 1],
    ['8 KB, eventually consistent', itemOf(8192), false, 1],
    ['an item that is not there', undefined, true, 1],
    ['an item that is not there, eventually consistent', undefined, false, 0.5],
  ])('are right for %s', (_, item, isConsistent, units) => {
    expect(readUnits(item, isConsistent)).toBe(units);
  });
});

describe('writeUnits', () => {
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html: "the larger of these item sizes"
  it.each<[string, (Item | undefined)[], number]>([
    ['a new item of 1 KB', [undefined, itemOf(1024)], 1],
    ['a new item of 1.5 KB', [undefined, itemOf(1536)], 2],
    ['an item that shrinks', [itemOf(2049), itemOf(100)], 3],
    ['an item that grows', [itemOf(100), itemOf(2049)], 3],
    ['an item that is deleted', [itemOf(1025), undefined], 2],
    ['nothing that is deleted', [undefined, undefined], 1],
  ])('are right for %s', (_, versions, units) => {
    expect(writeUnits(...versions)).toBe(units);
  });
});

describe('indexWriteUnits', () => {
  const table = { KeySchema: [{ AttributeName: 'id' }] };
  const index = {
    IndexName: 'by-status',
    KeySchema: [{ AttributeName: 'status' }, { AttributeName: 'at' }],
    Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['note'] },
  };
  const all = { ...index, Projection: { ProjectionType: 'ALL' } };
  const open: Item = { id: { S: '1' }, status: { S: 'OPEN' }, at: { S: 'now' }, other: { S: 'a' } };
  const { at: _, ...withoutKey } = open;

  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
  it.each<[string, BilledIndex, Item | undefined, Item | undefined, number]>([
    ['a new item with the index key: one put', index, undefined, open, 1],
    ['an update that adds the index key: one put', index, withoutKey, open, 1],
    [
      'an update that changes the index key: a delete and a put',
      index,
      open,
      { ...open, status: { S: 'DONE' } },
      2,
    ],
    [
      'an update that changes the range key of the index: a delete and a put',
      index,
      open,
      { ...open, at: { S: 'then' } },
      2,
    ],
    ['an update that removes the index key: one delete', index, open, withoutKey, 1],
    ['an item that is in the index neither before nor after: nothing', index, undefined, withoutKey, 0],
    ['an update of a projected attribute: one write', index, open, { ...open, note: { S: 'n' } }, 1],
    ['an update of what is not projected: nothing', index, open, { ...open, other: { S: 'b' } }, 0],
    ['the same where everything is projected: one write', all, open, { ...open, other: { S: 'b' } }, 1],
    ['a deleted item: one delete', index, open, undefined, 1],
    ['a large entry: its size counts', all, undefined, itemOf(1536, open), 2],
    [
      'a large item with a small entry: the size of the entry counts',
      index,
      undefined,
      itemOf(1536, open),
      1,
    ],
    [
      'a large entry that moves: both sizes count',
      all,
      itemOf(1536, open),
      itemOf(2500, { ...open, at: { S: 'then' } }),
      5,
    ],
  ])('are right for %s', (_case, which, before, after, units) => {
    expect(indexWriteUnits(table, which, before, after)).toBe(units);
  });
});
