import db from 'dynalite/db/index.js';
import { type BilledTable, indexWriteUnits, readUnits, writeUnits } from './capacity-units.ts';
import type { Item } from './item-size.ts';

/** Capacity that a request consumed. */
export interface ConsumedCapacity {
  readonly unit: 'readUnits' | 'writeUnits';
  /** A table, or `table/index`. */
  readonly resource: string;
  readonly units: number;
}

type Done = (error: unknown, result?: QueryResult) => void;

interface QueryResult {
  ConsumedCapacity?: { readonly CapacityUnits: number };
}

interface Request {
  readonly TableName: string;
  readonly IndexName?: string;
  readonly ConsistentRead?: boolean;
  readonly Item?: Item;
  ReturnConsumedCapacity?: string;
}

/**
 * Tells of the capacity each request of dynalite consumes. dynalite's own `ReturnConsumedCapacity` will not do: it
 * counts characters for bytes, no write of an index, and no write whose condition failed. Here each item is seen as it
 * is read and written, before and after, in the one step that holds its lock.
 */
export function meterDynalite(consumed: (capacity: ConsumedCapacity) => void): void {
  const { addConsumedCapacity, checkConditional, queryTable, updateIndexes } = db;

  db.addConsumedCapacity = (
    request: Request,
    isRead: boolean,
    item: Item | undefined,
    old: Item | undefined,
  ) => {
    const units = isRead ? readUnits(item, request.ConsistentRead === true) : 0;
    if (isRead) consumed({ unit: 'readUnits', resource: request.TableName, units });
    return addConsumedCapacity(request, isRead, item, old);
  };

  db.checkConditional = (request: Request, existing: Item | undefined) => {
    const failure = checkConditional(request, existing);
    if (failure) {
      const units = writeUnits(existing, request.Item);
      consumed({ unit: 'writeUnits', resource: request.TableName, units });
    }
    return failure;
  };

  db.updateIndexes = (
    store: unknown,
    table: BilledTable & { readonly TableName: string },
    before: Item | undefined,
    after: Item | undefined,
    done: Done,
  ) => {
    consumed({ unit: 'writeUnits', resource: table.TableName, units: writeUnits(before, after) });
    for (const index of table.GlobalSecondaryIndexes ?? []) {
      const units = indexWriteUnits(table, index, before, after);
      if (units > 0)
        consumed({ unit: 'writeUnits', resource: `${table.TableName}/${index.IndexName}`, units });
    }
    updateIndexes(store, table, before, after, done);
  };

  // Query and Scan: what was read and filtered out is billed too, and only the engine sees it.
  db.queryTable = (store: unknown, table: unknown, request: Request, ...rest: unknown[]) => {
    const done = rest.pop() as Done;
    const wasAsked = request.ReturnConsumedCapacity;
    if (wasAsked !== 'INDEXES') request.ReturnConsumedCapacity = 'TOTAL';
    const resource = request.IndexName ? `${request.TableName}/${request.IndexName}` : request.TableName;
    queryTable(store, table, request, ...rest, (error: unknown, result?: QueryResult) => {
      if (result) {
        const units = Math.max(result.ConsumedCapacity?.CapacityUnits ?? 0, request.ConsistentRead ? 1 : 0.5);
        consumed({ unit: 'readUnits', resource, units });
        if (!wasAsked || wasAsked === 'NONE') delete result.ConsumedCapacity;
      }
      done(error, result);
    });
  };
}
