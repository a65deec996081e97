import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpackZip } from '../../src/unpack-zip.ts';
import { builtArtifacts } from '../built-artifacts.ts';
import { type Aws, type AwsAnswer, type AwsCall, startAws } from './aws.ts';

/** The variables of every function, and those that Lambda sets. */
const ENVIRONMENT = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_SESSION_TOKEN: 'session-token',
  AWS_LAMBDA_FUNCTION_NAME: 'under-test',
  WORKFLOW_TYPE: 'EXPRESS',
  STATE_MACHINE_ARN: 'arn:aws:states:eu-west-1:123456789012:stateMachine:orders',
  ORDERS_TABLE: 'orders',
  FAILED_ORDERS_TABLE: 'failed-orders',
  STATUS_SHARDS: '1',
  MAX_RECEIVE_COUNT: '3',
  FULFILLMENT_SUCCESS_RATE: '0',
  REDRIVE_TIMEOUT_SECONDS: '29',
  METRICS_NAMESPACE: 'test',
  METRICS_ENVIRONMENT: 'test',
};

type Environment = Readonly<Record<string, string | undefined>>;

interface Message {
  readonly ready?: true;
  readonly lookup?: string;
  readonly result?: unknown;
  readonly error?: { readonly name: string; readonly message: string };
}

/**
 * Loads the shipped bundle of a function in a process of its own, with AWS played by `answer`. An `environment` changes
 * its variables; `undefined` takes one away.
 */
export async function startFunction(
  name: string,
  answer: (call: AwsCall, index: number) => AwsAnswer,
  environment: (aws: Aws) => Environment = () => ({}),
) {
  const aws = await startAws(answer);
  const directory = mkdtempSync(join(tmpdir(), `${name}-`));
  unpackZip(join(builtArtifacts(), `${name}.zip`), directory);
  const variables = {
    ...ENVIRONMENT,
    AWS_ENDPOINT_URL: aws.url,
    ORDER_QUEUE_URL: `${aws.url}/123456789012/order-queue`,
    ...environment(aws),
  };
  const child = fork(join(import.meta.dirname, 'call-handler.ts'), [join(directory, 'index.cjs')], {
    env: Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined)),
    execArgv: [],
    silent: true,
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      log += chunk;
    });
  }
  const lookups: string[] = [];
  const next = () =>
    new Promise<Message>((resolve, reject) => {
      const onExit = () => reject(new Error(`${name} ended: ${log.slice(-2000)}`));
      child.once('exit', onExit).on('message', function onMessage(message: Message) {
        if (message.lookup !== undefined) return lookups.push(message.lookup);
        child.off('message', onMessage).off('exit', onExit);
        return resolve(message);
      });
    });
  const closed = once(child, 'close');
  const stop = async () => {
    child.kill('SIGKILL');
    await closed;
    aws.stop();
  };
  await next();
  rmSync(directory, { recursive: true });
  return {
    ...aws,
    /** Host names that were looked up. */
    lookups,
    /** The handler's result; throws what the handler throws, by name and message. */
    async invoke(event: unknown): Promise<unknown> {
      const answered = next();
      child.send({ event });
      const { result, error } = await answered;
      if (error) throw Object.assign(new Error(error.message), { name: error.name });
      return result;
    },
    /** All that it printed, when it has ended. */
    async log(): Promise<string> {
      await stop();
      return log;
    },
    [Symbol.asyncDispose]: stop,
  };
}
