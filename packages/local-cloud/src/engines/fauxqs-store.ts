import { mkdirSync } from 'node:fs';
import { buildApp } from 'fauxqs';

type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>['stores']>;
export type SqsStore = Stores['sqsStore'];
export type FauxqsApp = ReturnType<typeof buildApp>;

interface PersistenceManager {
  load(...stores: [Stores['sqsStore'], Stores['snsStore'], Stores['s3Store']]): void;
  close(): void;
}

export interface Fauxqs {
  readonly app: FauxqsApp;
  readonly store: SqsStore;
}

/**
 * fauxqs without a server. `startFauxqs`, its only public way to keep queues between runs, listens on 0.0.0.0; so
 * this does what that function does, from the modules beside the package's entry, and leaves `listen` out.
 */
export async function createFauxqs(region: string, dataDirectory?: string): Promise<Fauxqs> {
  const stores = await createStores();
  // The host of a new queue's URL is then the one its CreateQueue came to.
  Object.assign(stores.sqsStore, { host: undefined });
  const persistence = dataDirectory ? await openPersistence(dataDirectory, stores) : undefined;
  const app = buildApp({ logger: false, defaultRegion: region, stores });
  if (persistence) app.addHook('preClose', async () => persistence.close());
  return { app, store: stores.sqsStore };
}

async function createStores(): Promise<Stores> {
  const [sqsStore, snsStore, s3Store] = await Promise.all([
    instantiate<Stores['sqsStore']>('./sqs/sqsStore.js', 'SqsStore'),
    instantiate<Stores['snsStore']>('./sns/snsStore.js', 'SnsStore'),
    instantiate<Stores['s3Store']>('./s3/s3Store.js', 'S3Store'),
  ]);
  return { sqsStore, snsStore, s3Store };
}

async function openPersistence(directory: string, stores: Stores): Promise<PersistenceManager> {
  mkdirSync(directory, { recursive: true });
  const persistence = await instantiate<PersistenceManager>(
    './persistence.js',
    'PersistenceManager',
    directory,
  );
  // Loaded before it is attached, so that loading does not write.
  persistence.load(stores.sqsStore, stores.snsStore, stores.s3Store);
  Object.assign(stores.sqsStore, { persistence });
  for (const queue of stores.sqsStore.allQueues()) Object.assign(queue, { persistence });
  return persistence;
}

/** A new object of a class that fauxqs keeps in `file`, a path relative to its entry. */
async function instantiate<Instance>(file: string, name: string, ...args: unknown[]): Promise<Instance> {
  const classes: Partial<Record<string, new (...args: unknown[]) => Instance>> = await import(
    new URL(file, import.meta.resolve('fauxqs')).href
  );
  const Class = classes[name];
  if (!Class) throw new Error(`fauxqs no longer has ${name} in ${file}; install the version of the lockfile`);
  return new Class(...args);
}
