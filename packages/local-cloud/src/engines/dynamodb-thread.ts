import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { ConsumedCapacity } from '../cost/meter-dynalite.ts';
import type { AwsResponse } from '../gateway/aws-call.ts';
import { AwsError } from '../gateway/aws-error.ts';
import type { DynamoDbReply, DynamoDbRequest, DynamoDbWorkerData } from './dynamodb-worker.ts';

export interface DynamoDbThread {
  request(action: string, body: string): Promise<AwsResponse>;
  /** Waits for the requests under way, then ends the thread, which closes the database. */
  stop(): Promise<void>;
}

const STOP_MS = 1000;
/** Much of what a request allocates is garbage with its answer: with more room, less of it is taken for something that stays. */
const YOUNG_GENERATION_MB = 64;

type Reply = PromiseWithResolvers<AwsResponse>;

/** Starts dynalite in a thread of its own, so that no request can take the process down with it. */
export function startDynamoDbThread(options: {
  region: string;
  accountId: string;
  path?: string;
  onConsumed?: (capacity: ConsumedCapacity) => void;
}): DynamoDbThread {
  const { region, accountId, path, onConsumed } = options;
  const pending = new Map<number, Reply>();
  let lastId = 0;
  let stopped: string | undefined;
  const worker = new Worker(new URL('./dynamodb-worker.ts', import.meta.url), {
    // dynalite takes the region and account of its ARNs from the environment.
    env: { ...process.env, AWS_REGION: region, AWS_ACCOUNT_ID: accountId },
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    workerData: { isMetered: onConsumed !== undefined, ...(path && { path }) } satisfies DynamoDbWorkerData,
  });
  worker.on('message', receive);
  worker.on('error', (error) => fail(`the DynamoDB thread failed: ${error.message}`));
  worker.on('exit', () => fail('the DynamoDB thread has stopped'));

  function receive(reply: DynamoDbReply): void {
    const waiting = pending.get(reply.id);
    pending.delete(reply.id);
    for (const capacity of reply.consumed ?? []) onConsumed?.(capacity);
    if ('error' in reply)
      waiting?.reject(new AwsError('InternalServerError', `dynalite: ${reply.error}`, 500));
    else waiting?.resolve(reply);
  }

  function fail(message: string): void {
    stopped ??= message;
    for (const waiting of pending.values()) waiting.reject(new AwsError('InternalServerError', message, 500));
    pending.clear();
  }

  return {
    request(action, body) {
      if (stopped) return Promise.reject(new AwsError('InternalServerError', stopped, 500));
      const reply: Reply = Promise.withResolvers();
      lastId += 1;
      pending.set(lastId, reply);
      worker.postMessage({ id: lastId, action, body } satisfies DynamoDbRequest);
      return reply.promise;
    },
    async stop() {
      stopped ??= 'DynamoDB has been stopped';
      const underWay = Promise.allSettled([...pending.values()].map(({ promise }) => promise));
      // A request that dynalite lost never answers.
      await Promise.race([underWay, setTimeout(STOP_MS, undefined, { ref: false })]);
      await worker.terminate();
    },
  };
}
