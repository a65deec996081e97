import { mkdirSync } from 'node:fs';
import type { buildApp } from 'fauxqs';
import { FAUXQS_ACTIONS } from './fauxqs-actions.ts';

type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>['stores']>;
export type SqsStore = Stores['sqsStore'];

/** What fauxqs does for one SQS operation; it wants of the request the host of a new queue's URL. Throws SqsErrors. */
type Action = (input: unknown, store: SqsStore, request: { headers: { host: string } }) => unknown;

/** How fauxqs refuses a request. */
interface SqsError extends Error {
  readonly statusCode: number;
  readonly queryErrorHeader: string;
  toJSON(): unknown;
}

interface PersistenceManager {
  load(...stores: [Stores['sqsStore'], Stores['snsStore'], Stores['s3Store']]): void;
  close(): void;
}

export interface Fauxqs {
  readonly store: SqsStore;
  /** By the operation's name. */
  readonly actions: ReadonlyMap<string, Action>;
  isSqsError(error: unknown): error is SqsError;
  /** Ends long polls and closes the files. */
  close(): void;
}

/**
 * fauxqs without a server: its store and actions, from the modules beside the package's entry. `startFauxqs`, its only
 * public way to keep queues between runs, listens on 0.0.0.0, and what its web server adds to an action costs several
 * times what the action does.
 */
export async function createFauxqs(region: string, dataDirectory?: string): Promise<Fauxqs> {
  const SqsError = await exported<new () => SqsError>('./common/errors.js', 'SqsError');
  const store = await instantiate<SqsStore>('./sqs/sqsStore.js', 'SqsStore');
  // The host of a new queue's URL is then the one its CreateQueue came to.
  Object.assign(store, { region, host: undefined });
  const persistence = dataDirectory ? await openPersistence(dataDirectory, store) : undefined;
  return {
    store,
    actions: await loadActions(),
    isSqsError: (error) => error instanceof SqsError,
    close() {
      store.shutdown();
      persistence?.close();
    },
  };
}

async function loadActions(): Promise<Map<string, Action>> {
  const load = async (action: string): Promise<[string, Action]> => {
    const name = action.charAt(0).toLowerCase() + action.slice(1);
    return [action, await exported<Action>(`./sqs/actions/${name}.js`, name)];
  };
  return new Map(await Promise.all(FAUXQS_ACTIONS.map(load)));
}

async function openPersistence(directory: string, sqsStore: SqsStore): Promise<PersistenceManager> {
  mkdirSync(directory, { recursive: true });
  const persistence = await instantiate<PersistenceManager>(
    './persistence.js',
    'PersistenceManager',
    directory,
  );
  const snsStore = await instantiate<Stores['snsStore']>('./sns/snsStore.js', 'SnsStore');
  const s3Store = await instantiate<Stores['s3Store']>('./s3/s3Store.js', 'S3Store');
  // Loaded before it is attached, so that loading does not write.
  persistence.load(sqsStore, snsStore, s3Store);
  Object.assign(sqsStore, { persistence });
  for (const queue of sqsStore.allQueues()) Object.assign(queue, { persistence });
  return persistence;
}

/** A new object of a class that fauxqs keeps in `file`, a path relative to its entry. */
async function instantiate<Instance>(file: string, name: string, ...args: unknown[]): Promise<Instance> {
  const Class = await exported<new (...args: unknown[]) => Instance>(file, name);
  return new Class(...args);
}

async function exported<Value>(file: string, name: string): Promise<Value> {
  const values: Partial<Record<string, Value>> = await import(
    new URL(file, import.meta.resolve('fauxqs')).href
  );
  const value = values[name];
  if (!value) throw new Error(`fauxqs no longer has ${name} in ${file}; install the version of the lockfile`);
  return value;
}
