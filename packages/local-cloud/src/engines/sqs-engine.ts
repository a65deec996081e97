import { join } from 'node:path';
import type { AwsCall, AwsResponse } from '../gateway/aws-call.ts';
import { AwsError } from '../gateway/aws-error.ts';
import type { QueueSpec } from '../stack/stack.ts';
import { createQueues } from './create-queues.ts';
import type { Engine } from './engine.ts';
import { createFauxqs, type FauxqsApp } from './fauxqs-store.ts';
import { scaleSqsTimes } from './scale-sqs-times.ts';

export interface SqsOptions {
  readonly queues: readonly QueueSpec[];
  readonly region: string;
  /** How many times faster than AWS visibility timeouts and delays pass; 1 by default. */
  readonly timeScale?: number;
  /** Where queues are kept between runs; absent: in memory. */
  readonly dataDirectory?: string;
}

/** Starts SQS on fauxqs, without a socket, with the stack's queues in it. */
export async function startSqs(options: SqsOptions): Promise<Engine> {
  const { queues, region, timeScale = 1, dataDirectory } = options;
  const { app, store } = await createFauxqs(region, dataDirectory && join(dataDirectory, 'sqs'));
  createQueues(store, queues);
  const queueAt = (url: string) => store.getQueue(url)?.attributes;

  return {
    service: async (call) => {
      const input = parseInput(call);
      return send(app, call, scaleSqsTimes(call.action, input, { timeScale, queueAt }));
    },
    async stop() {
      await app.close();
    },
  };
}

type Input = Readonly<Record<string, unknown>>;

async function send(app: FauxqsApp, call: AwsCall, input: Input): Promise<AwsResponse> {
  const response = await app.inject({
    method: 'POST',
    url: '/',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AmazonSQS.${call.action}`,
      // The host of a new queue's URL. Not passed on: authorization, from whose scope fauxqs takes another region.
      host: call.headers.host ?? '127.0.0.1',
    },
    payload: JSON.stringify(input),
  });
  const { statusCode, body } = response;
  if (statusCode === 400 && body.includes('"com.amazonaws.sqs#InvalidAction"')) {
    throw new AwsError(
      'AWS.SimpleQueueService.UnsupportedOperation',
      `sqs:${call.action} is not available locally`,
    );
  }
  // fauxqs answers what it did not expect in Fastify's words.
  if (statusCode === 500) throw new AwsError('InternalError', `fauxqs: ${body}`, 500);
  const queryError = response.headers['x-amzn-query-error'];
  return {
    statusCode,
    body,
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      ...(queryError && { 'x-amzn-query-error': String(queryError) }),
    },
  };
}

function parseInput(call: AwsCall): Input {
  if (call.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    throw new AwsError(
      'InvalidAction',
      `sqs:${call.action} came in the query protocol; use an AWS CLI or SDK that speaks JSON to SQS (CLI 2.13.33 or later)`,
    );
  }
  try {
    const input = JSON.parse(call.body.toString() || '{}');
    if (input !== null && typeof input === 'object' && !Array.isArray(input)) return input;
  } catch {
    // Said below.
  }
  throw new AwsError('SerializationException', `the body of sqs:${call.action} is not a JSON object`);
}
