import { type Item, itemSize } from './item-size.ts';

const READ_UNIT_BYTES = 4096;
const WRITE_UNIT_BYTES = 1024;

/** A secondary index, as far as a write of an item costs something there. */
export interface BilledIndex {
  readonly IndexName: string;
  readonly KeySchema: readonly { readonly AttributeName: string }[];
  readonly Projection: {
    readonly ProjectionType?: string;
    readonly NonKeyAttributes?: readonly string[];
  };
}

/** A table as CreateTable describes it. */
export interface BilledTable {
  readonly KeySchema: readonly { readonly AttributeName: string }[];
  readonly GlobalSecondaryIndexes?: readonly BilledIndex[];
}

/**
 * Read units of one item; an item that is not there costs as much as a small one.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export function readUnits(item: Item | undefined, isConsistent: boolean): number {
  const units = Math.max(1, Math.ceil((item ? itemSize(item) : 0) / READ_UNIT_BYTES));
  return isConsistent ? units : units / 2;
}

/** Write units of the table: the larger of the item before and after counts, also of a write whose condition failed. */
export function writeUnits(...versions: readonly (Item | undefined)[]): number {
  return Math.max(1, ...versions.map((item) => unitsOf(item ?? {})));
}

/**
 * Write units of a global secondary index. An entry that gets another key is deleted and put, which are two writes; one
 * whose projected attributes stay as they are is not written.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
 */
export function indexWriteUnits(
  table: BilledTable,
  index: BilledIndex,
  before: Item | undefined,
  after: Item | undefined,
): number {
  const removed = entryOf(table, index, before);
  const added = entryOf(table, index, after);
  if (!removed || !added) return (removed ? unitsOf(removed) : 0) + (added ? unitsOf(added) : 0);
  if (!sameIn(keyNames(index), removed, added)) return unitsOf(removed) + unitsOf(added);
  const names = [...new Set([...Object.keys(removed), ...Object.keys(added)])];
  return sameIn(names, removed, added) ? 0 : Math.max(unitsOf(removed), unitsOf(added));
}

function unitsOf(item: Item): number {
  return Math.ceil(itemSize(item) / WRITE_UNIT_BYTES);
}

/** What an index holds of an item: nothing when the item lacks an attribute of its key. */
function entryOf(table: BilledTable, index: BilledIndex, item: Item | undefined): Item | undefined {
  if (!item || !keyNames(index).every((name) => item[name] !== undefined)) return undefined;
  const { ProjectionType, NonKeyAttributes = [] } = index.Projection;
  if (ProjectionType === 'ALL') return item;
  const names = new Set([...keyNames(index), ...keyNames(table), ...NonKeyAttributes]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
}

function keyNames({ KeySchema }: { readonly KeySchema: BilledTable['KeySchema'] }): string[] {
  return KeySchema.map(({ AttributeName }) => AttributeName);
}

function sameIn(names: readonly string[], a: Item, b: Item): boolean {
  return names.every((name) => JSON.stringify(a[name]) === JSON.stringify(b[name]));
}
