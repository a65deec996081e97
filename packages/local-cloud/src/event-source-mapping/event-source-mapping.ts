import { setTimeout as delay } from 'node:timers/promises';
import type { AwsService } from '../gateway/aws-call.ts';
import { callJson } from '../gateway/json-protocol.ts';
import { invokeFunction } from '../lambda/invoke-function.ts';
import type { EventSourceMappingSpec, QueueSpec } from '../stack/stack.ts';
import { batchItemFailures } from './batch-item-failures.ts';
import { deleteMessages } from './delete-messages.ts';
import { type SqsBatch, sqsEvents } from './sqs-event.ts';
import type { SqsMessage } from './sqs-message.ts';

/** Lambda starts with five pollers: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
const DEFAULT_CONCURRENCY = 5;
const MAX_RECEIVED = 10;
const LONG_POLL_SECONDS = 20;
const DELETE_ATTEMPTS = 4;
/** How long messages gather while the function works on others: a choice of this run, which saves small batches. */
const GATHERING_MS = 20;

export interface EventSourceMappingOptions {
  readonly door: AwsService;
  readonly queue: QueueSpec;
  /** The function's role, which is who polls on AWS. */
  readonly principal: string;
  readonly timeScale: number;
  readonly reportProblem: (message: string) => void;
  readonly random?: () => number;
}

/** Feeds a function from a queue. A message is deleted only after the function succeeded on it. */
export function startEventSourceMapping(
  spec: EventSourceMappingSpec,
  { door, queue, principal, timeScale, reportProblem, random = Math.random }: EventSourceMappingOptions,
): { stop(): Promise<void> } {
  const maximumConcurrency = spec.maximumConcurrency ?? DEFAULT_CONCURRENCY;
  const stopping = new AbortController();
  const inFlight = new Set<Promise<void>>();
  let failedReceives = 0;
  let failedInvokes = 0;
  const polling = poll();

  async function poll(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (inFlight.size >= maximumConcurrency) {
        await unlessStopping(Promise.race(inFlight));
        continue;
      }
      const messages = await collectBatch();
      if (messages.length === 0) continue;
      const processing = processBatch(messages).finally(() => inFlight.delete(processing));
      inFlight.add(processing);
    }
  }

  /** Lambda waits for a full batch, but no longer than the batching window; a busy function gets what gathered meanwhile. */
  async function collectBatch(): Promise<SqsMessage[]> {
    const messages = await receive(Math.min(spec.batchSize, MAX_RECEIVED), LONG_POLL_SECONDS);
    if (messages.length === 0) return messages;
    const windowMs = (spec.maximumBatchingWindowSeconds * 1000) / timeScale;
    const deadline = performance.now() + Math.max(windowMs, inFlight.size > 0 ? GATHERING_MS : 0);
    while (messages.length < spec.batchSize && !stopping.signal.aborted) {
      const remainingMs = deadline - performance.now();
      // A timer may fire a millisecond early.
      if (remainingMs < 1) break;
      // SQS waits for whole seconds alone.
      if (remainingMs < 1000) await pause(Math.min(remainingMs, GATHERING_MS));
      if (stopping.signal.aborted) break;
      const waitSeconds = Math.min(Math.floor(remainingMs / 1000), LONG_POLL_SECONDS);
      messages.push(
        ...(await receive(Math.min(spec.batchSize - messages.length, MAX_RECEIVED), waitSeconds)),
      );
    }
    return messages;
  }

  async function receive(maxNumberOfMessages: number, waitTimeSeconds: number): Promise<SqsMessage[]> {
    const received = callJson<{ Messages?: SqsMessage[] }>(door, {
      service: 'sqs',
      action: 'ReceiveMessage',
      principal,
      input: {
        QueueUrl: queue.url,
        MaxNumberOfMessages: maxNumberOfMessages,
        WaitTimeSeconds: waitTimeSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      },
    });
    try {
      // What a receive left behind at stop() brings is not lost: it gets visible again.
      const output = await unlessStopping(received);
      failedReceives = 0;
      return output?.Messages ?? [];
    } catch (error) {
      reportProblem(`receiving from ${queue.name} failed, polling goes on: ${String(error)}`);
      await pause(backoffMs(failedReceives++));
      return [];
    }
  }

  async function processBatch(messages: readonly SqsMessage[]): Promise<void> {
    for (const batch of sqsEvents(messages, spec.queueArn)) {
      const succeeded = await invoke(batch);
      const remaining = await deleteMessages(door, {
        principal,
        queueUrl: queue.url,
        messages: succeeded,
        attempts: DELETE_ATTEMPTS,
        pause: (attempt) => pause(backoffMs(attempt - 1)),
      });
      if (remaining.length > 0) {
        reportProblem(
          `${remaining.length} processed messages could not be deleted from ${queue.name}; they will be delivered again`,
        );
      }
    }
  }

  /** The messages of the batch that the function is done with. */
  async function invoke({ messages, payload }: SqsBatch): Promise<readonly SqsMessage[]> {
    try {
      // Lambda itself invokes: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
      const output = await invokeFunction(door, {
        principal: 'lambda.amazonaws.com',
        functionName: spec.functionName,
        payload,
      });
      failedInvokes = 0;
      if (output.functionError !== undefined) return [];
      if (!spec.reportBatchItemFailures) return messages;
      const failures = batchItemFailures(output.payload, new Set(messages.map(({ MessageId }) => MessageId)));
      return messages.filter(({ MessageId }) => !failures.has(MessageId));
    } catch (error) {
      reportProblem(
        `invoking ${spec.functionName} with ${messages.length} messages of ${queue.name} failed, they return to the queue: ${String(error)}`,
      );
      // Holding the slot slows the polling down, as Lambda does when it is throttled.
      await pause(backoffMs(failedInvokes++));
      return [];
    }
  }

  function backoffMs(failures: number): number {
    return (Math.min(200 * 2 ** failures, 10_000) * (0.5 + random() / 2)) / timeScale;
  }

  /** Settles like `work`, or with undefined at stop(). No Promise.race: that would pile up on a lasting promise. */
  function unlessStopping<Value>(work: Promise<Value>): Promise<Value | undefined> {
    const { promise, resolve, reject } = Promise.withResolvers<Value | undefined>();
    const onAbort = () => resolve(undefined);
    stopping.signal.addEventListener('abort', onAbort);
    work.then(resolve, reject).finally(() => stopping.signal.removeEventListener('abort', onAbort));
    return promise;
  }

  function pause(milliseconds: number): Promise<unknown> {
    return delay(milliseconds, undefined, { signal: stopping.signal }).catch(() => {});
  }

  return {
    async stop() {
      stopping.abort();
      await polling;
      await Promise.all(inFlight);
    },
  };
}
