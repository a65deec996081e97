import { join } from 'node:path';
import type { AwsCall, AwsResponse } from '../gateway/aws-call.ts';
import { AwsError } from '../gateway/aws-error.ts';
import { parsedBody } from '../gateway/parsed-body.ts';
import type { QueueSpec } from '../stack/stack.ts';
import { createQueues } from './create-queues.ts';
import type { Engine } from './engine.ts';
import { createFauxqs, type Fauxqs } from './fauxqs.ts';
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
  const fauxqs = await createFauxqs(region, dataDirectory && join(dataDirectory, 'sqs'));
  createQueues(fauxqs.store, queues);
  const queueAt = (url: string) => fauxqs.store.getQueue(url)?.attributes;

  return {
    service: async (call) => {
      const input = inputOf(call);
      return act(fauxqs, call, scaleSqsTimes(call.action, input, { timeScale, queueAt }));
    },
    async stop() {
      fauxqs.close();
    },
  };
}

type Input = Readonly<Record<string, unknown>>;

const JSON_TYPE = { 'content-type': 'application/x-amz-json-1.0' };

async function act(
  { store, actions, isSqsError }: Fauxqs,
  call: AwsCall,
  input: Input,
): Promise<AwsResponse> {
  const action = actions.get(call.action);
  if (!action) {
    throw new AwsError(
      'AWS.SimpleQueueService.UnsupportedOperation',
      `sqs:${call.action} is not available locally`,
    );
  }
  try {
    // Not passed on: authorization, from whose scope fauxqs takes another region.
    const output = await action(input, store, { headers: { host: call.headers.host ?? '127.0.0.1' } });
    return { statusCode: 200, headers: JSON_TYPE, body: JSON.stringify(output ?? {}) };
  } catch (error) {
    if (!isSqsError(error)) throw new AwsError('InternalError', `fauxqs: ${(error as Error).message}`, 500);
    return {
      statusCode: error.statusCode,
      headers: { ...JSON_TYPE, 'x-amzn-query-error': error.queryErrorHeader },
      body: JSON.stringify(error),
    };
  }
}

function inputOf(call: AwsCall): Input {
  if (call.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    throw new AwsError(
      'InvalidAction',
      `sqs:${call.action} came in the query protocol; use an AWS CLI or SDK that speaks JSON to SQS (CLI 2.13.33 or later)`,
    );
  }
  try {
    const input = parsedBody(call);
    if (input !== null && typeof input === 'object' && !Array.isArray(input)) return { ...input };
  } catch {
    // Said below.
  }
  throw new AwsError('SerializationException', `the body of sqs:${call.action} is not a JSON object`);
}
