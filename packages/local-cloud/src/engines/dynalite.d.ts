declare module 'dynalite' {
  import type { Server } from 'node:http';

  export interface DynaliteOptions {
    /** Directory of the LevelDB store; absent: in memory. */
    readonly path?: string;
    readonly createTableMs?: number;
    readonly updateTableMs?: number;
    readonly deleteTableMs?: number;
  }

  export default function dynalite(options: DynaliteOptions): Server;
}

/** The functions that dynalite's actions call, through this object: it may be given others. */
declare module 'dynalite/db/index.js' {
  interface Db {
    addConsumedCapacity(request: object, isRead: boolean, item?: object, other?: object): object | undefined;
    checkConditional(request: object, existing?: object): Error | null | undefined;
    queryTable(store: unknown, table: unknown, request: object, ...rest: unknown[]): void;
    updateIndexes(
      store: unknown,
      table: object,
      before: object | undefined,
      after: object | undefined,
      done: (error: unknown) => void,
    ): void;
  }
  const db: Db;
  export default db;
}
