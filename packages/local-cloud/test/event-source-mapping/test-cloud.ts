import { buildApp } from 'fauxqs';
import { startEventSourceMapping } from '../../src/event-source-mapping/event-source-mapping.ts';
import type { AwsCall, AwsResponse, AwsService } from '../../src/gateway/aws-call.ts';
import { callJson } from '../../src/gateway/json-protocol.ts';
import { createLambdaService } from '../../src/lambda/lambda-service.ts';
import type { EventSourceMappingSpec, FunctionSpec, QueueSpec } from '../../src/stack/stack.ts';
import type { TestHost } from '../lambda/test-host.ts';

const PRINCIPAL = 'arn:aws:iam::000000000000:role/consumer';

/** SQS and Lambda behind one door, and the event source mappings a test starts there. */
export interface TestCloud {
  readonly problems: readonly string[];
  /** Calls that were answered, in order. */
  readonly answered: readonly AnsweredCall[];
  createQueue(name: string, attributes?: Readonly<Record<string, string>>): Promise<QueueSpec>;
  send(queue: QueueSpec, bodies: readonly string[]): Promise<void>;
  count(queue: QueueSpec): Promise<{ visible: number; inFlight: number }>;
  startMapping(queue: QueueSpec, spec?: Partial<EventSourceMappingSpec>): { stop(): Promise<void> };
  /** Lets `answer` take calls before the services do, until it returns undefined. */
  intercept(answer: (call: AwsCall) => Promise<AwsResponse> | undefined): void;
  /** Settles when, after some call or problem, `condition` holds. */
  until(condition: () => boolean): Promise<void>;
  close(): Promise<void>;
}

interface AnsweredCall {
  readonly action: string;
  readonly input: ReturnType<typeof JSON.parse>;
  readonly output: ReturnType<typeof JSON.parse>;
}

export async function createTestCloud(test: TestHost, functions: FunctionSpec[]): Promise<TestCloud> {
  const app = buildApp({ logger: false });
  const host = await test.start(functions);
  const problems: string[] = [];
  const answered: AnsweredCall[] = [];
  const watchers = new Set<() => void>();
  const mappings: { stop(): Promise<void> }[] = [];
  const notify = () => {
    for (const watcher of watchers) watcher();
  };
  const reportProblem = (message: string) => {
    problems.push(message);
    notify();
  };
  const lambda = createLambdaService({ host, reportProblem });
  let interceptor: (call: AwsCall) => Promise<AwsResponse> | undefined = () => undefined;

  const sqs: AwsService = async ({ headers, body }) => {
    const response = await app.inject({ method: 'POST', url: '/', headers, payload: body });
    return { statusCode: response.statusCode, headers: {}, body: response.body };
  };
  const door: AwsService = async (call) => {
    try {
      const response = await (interceptor(call) ?? (call.service === 'lambda' ? lambda : sqs)(call));
      const output = JSON.parse(response.body.toString() || 'null');
      answered.push({ action: call.action, input: JSON.parse(call.body.toString()), output });
      return response;
    } finally {
      notify();
    }
  };
  const callSqs = <Output>(action: string, input: unknown) =>
    callJson<Output>(sqs, { service: 'sqs', action, principal: 'test', input });

  return {
    problems,
    answered,
    async createQueue(name, attributes = {}) {
      const { QueueUrl } = await callSqs<{ QueueUrl: string }>('CreateQueue', {
        QueueName: name,
        Attributes: attributes,
      });
      return {
        name,
        arn: `arn:aws:sqs:us-east-1:000000000000:${name}`,
        url: QueueUrl,
        visibilityTimeoutSeconds: 30,
        delaySeconds: 0,
        messageRetentionSeconds: 345_600,
        receiveWaitTimeSeconds: 0,
        maxMessageSizeBytes: 1_048_576,
      };
    },
    async send(queue, bodies) {
      for (const MessageBody of bodies) await callSqs('SendMessage', { QueueUrl: queue.url, MessageBody });
    },
    async count(queue) {
      const { Attributes } = await callSqs<{ Attributes: Record<string, string> }>('GetQueueAttributes', {
        QueueUrl: queue.url,
        AttributeNames: ['All'],
      });
      return {
        visible: Number(Attributes.ApproximateNumberOfMessages),
        inFlight: Number(Attributes.ApproximateNumberOfMessagesNotVisible),
      };
    },
    startMapping(queue, spec = {}) {
      const mapping = startEventSourceMapping(
        {
          queueArn: queue.arn,
          functionName: 'consumer',
          batchSize: 10,
          maximumBatchingWindowSeconds: 0,
          reportBatchItemFailures: true,
          ...spec,
        },
        { door, queue, principal: PRINCIPAL, timeScale: 100, reportProblem },
      );
      mappings.push(mapping);
      return mapping;
    },
    intercept(answer) {
      interceptor = answer;
    },
    until(condition) {
      if (condition()) return Promise.resolve();
      return new Promise((resolve) => {
        const watcher = () => {
          if (!condition()) return;
          watchers.delete(watcher);
          resolve();
        };
        watchers.add(watcher);
      });
    },
    async close() {
      await Promise.all(mappings.map((mapping) => mapping.stop()));
      // Answered after a receive that stop() left behind has reached its queue, where close() ends it.
      await callSqs('ListQueues', {});
      await app.close();
    },
  };
}
