import { GetExecutionHistoryCommand, type HistoryEvent, SFNClient } from '@aws-sdk/client-sfn';
import type { AwsCall, AwsResponse } from '../../src/gateway/aws-call.ts';
import { AwsError } from '../../src/gateway/aws-error.ts';
import { jsonResponse } from '../../src/gateway/json-protocol.ts';
import { LogStore } from '../../src/logs/log-store.ts';
import type { StateMachineSpec } from '../../src/stack/stack.ts';
import {
  createStepFunctions,
  type RunningStepFunctions,
  type StepFunctionsOptions,
} from '../../src/step-functions/create-step-functions.ts';
import { type AwsEndpoint, serveAws } from './aws-endpoint.ts';

const REGION = 'eu-central-1';
const ACCOUNT = '123456789012';
export const LOG_GROUP = '/aws/vendedlogs/states/test';

/** What a function of the test answers; a thrown AwsError is Lambda's own, another error the function's. */
export type TestFunction = (payload: unknown) => unknown;

export interface TestOptions extends Partial<StepFunctionsOptions> {
  readonly functions?: Readonly<Record<string, TestFunction>>;
  readonly sendMessage?: (input: Record<string, unknown>) => unknown;
}

interface TestStepFunctions extends RunningStepFunctions, AsyncDisposable {
  readonly client: SFNClient;
  readonly logs: LogStore;
  /** Calls that went through the door. */
  readonly calls: readonly AwsCall[];
}

/** Step Functions behind the real SDK, with functions and a queue in memory behind the door. */
export async function startStepFunctions(options: TestOptions = {}): Promise<TestStepFunctions> {
  const calls: AwsCall[] = [];
  const logs = new LogStore({ logGroupNames: [LOG_GROUP] });
  const stepFunctions = createStepFunctions({
    stateMachines: [],
    region: REGION,
    accountId: ACCOUNT,
    logs,
    timeScale: 1,
    stopGraceSeconds: 0,
    door: async (call) => {
      calls.push(call);
      return call.service === 'lambda' ? invoke(call, options) : send(call, options);
    },
    ...options,
  });
  const endpoint: AwsEndpoint = await serveAws(stepFunctions.service);
  const client = new SFNClient(endpoint.clientConfig);
  return {
    ...stepFunctions,
    client,
    logs,
    calls,
    async [Symbol.asyncDispose]() {
      client.destroy();
      endpoint.close();
      await stepFunctions.stop();
    },
  };
}

export function aStateMachine(
  definition: object,
  { name = 'orders', ...rest }: Partial<Omit<StateMachineSpec, 'definition'>> = {},
): StateMachineSpec {
  return {
    name,
    arn: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${name}`,
    roleArn: `arn:aws:iam::${ACCOUNT}:role/${name}-workflow`,
    type: 'STANDARD',
    definition: JSON.stringify(definition),
    ...rest,
  };
}

/** A Task state that invokes a function through the service integration. */
export function invokes(functionName: string, state: object = { End: true }) {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: functionName, 'Payload.$': '$' },
    ...state,
  };
}

/** The state machine of one task, called Work. */
export function oneTask(state: object = {}, rest: object = {}) {
  return { StartAt: 'Work', States: { Work: invokes('work', { End: true, ...state }), ...rest } };
}

/** The whole history once the execution is closed. */
export async function closedHistory(client: SFNClient, executionArn: string): Promise<HistoryEvent[]> {
  for (;;) {
    const command = new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 });
    const { events = [] } = await client.send(command);
    if (/^Execution(Succeeded|Failed|TimedOut|Aborted)$/.test(events.at(-1)?.type ?? '')) return events;
    await new Promise(setImmediate);
  }
}

function invoke(call: AwsCall, { functions = {} }: TestOptions): Promise<AwsResponse> {
  const name = decodeURIComponent(call.path.split('/')[3] ?? '').replace(/^.*:/, '');
  const work = functions[name];
  if (!work) throw new AwsError('ResourceNotFoundException', `Function not found: ${name}`, 404);
  return answer(work, JSON.parse(call.body.toString()));
}

async function answer(work: TestFunction, payload: unknown): Promise<AwsResponse> {
  try {
    return jsonResponse(await work(payload));
  } catch (error) {
    if (!(error instanceof Error) || error instanceof AwsError) throw error;
    const { name: errorType, message: errorMessage } = error;
    return {
      ...jsonResponse({ errorType, errorMessage }),
      headers: { 'x-amz-function-error': 'Unhandled' },
    };
  }
}

async function send(call: AwsCall, { sendMessage = () => ({ MessageId: 'm1' }) }: TestOptions) {
  return jsonResponse(sendMessage(JSON.parse(call.body.toString())));
}
