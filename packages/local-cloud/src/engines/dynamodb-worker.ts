import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import dynalite from 'dynalite';
import { type ConsumedCapacity, meterDynalite } from '../cost/meter-dynalite.ts';
import { scheduleThreadAsBatch } from '../scheduling/batch-scheduling.ts';

/** What the engine sends: one DynamoDB request. */
export interface DynamoDbRequest {
  readonly id: number;
  readonly action: string;
  readonly body: string;
}

/** What comes back: dynalite's response, or the error it died of. */
export type DynamoDbReply = (
  | {
      readonly id: number;
      readonly statusCode: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly id: number; readonly error: string }
) & {
  /** What this request, and maybe others, consumed since the last reply. */
  readonly consumed?: readonly ConsumedCapacity[];
};

/** What the thread is started with. */
export interface DynamoDbWorkerData {
  readonly path?: string;
  /** Whether replies tell what was consumed. */
  readonly isMetered: boolean;
}

void scheduleThreadAsBatch();
const { isMetered, ...options } = workerData as DynamoDbWorkerData;
let consumed: ConsumedCapacity[] = [];
if (isMetered) meterDynalite((capacity) => consumed.push(capacity));

const server = dynalite({ ...options, createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
const currentRequest = new AsyncLocalStorage<number>();

// dynalite throws out of its request handler, and out of callbacks, on what it did not expect. The thread is its
// cage: the error belongs to the request that was running, and the others go on.
process.on('uncaughtException', (error) => {
  const id = currentRequest.getStore();
  if (id === undefined) console.error(`dynalite failed outside a request: ${error.stack}`);
  else reply({ id, error: error.message });
});

parentPort?.on('message', (request: DynamoDbRequest) => {
  try {
    currentRequest.run(request.id, handle, request);
  } catch (error) {
    reply({ id: request.id, error: (error as Error).message });
  }
});

/** Hands the request to dynalite's HTTP server without a socket: it needs no more of either object than this. */
function handle({ id, action, body }: DynamoDbRequest): void {
  const request = Object.assign(new EventEmitter(), {
    method: 'POST',
    url: '/',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${action}`,
      // dynalite wants a signature to be there and does not look at it.
      'x-amz-date': '20200101T000000Z',
      authorization: 'AWS4-HMAC-SHA256 Credential=local, SignedHeaders=host, Signature=local',
    },
  });
  const headers: Record<string, string> = {};
  const response = {
    statusCode: 200,
    setHeader(name: string, value: string | number): void {
      headers[name.toLowerCase()] = String(value);
    },
    end(text = ''): void {
      reply({ id, statusCode: response.statusCode, headers, body: text });
    },
  };
  server.emit('request', request, response);
  request.emit('data', Buffer.from(body));
  request.emit('end');
}

function reply(message: DynamoDbReply): void {
  parentPort?.postMessage(consumed.length > 0 ? { ...message, consumed } : message);
  consumed = [];
}
