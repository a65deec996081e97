import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createLocalMeter } from './cost/local-meter.ts';
import type { MeterReading } from './cost/meter-reading.ts';
import { DataDirectoryError } from './engines/data-directory-error.ts';
import { startDynamoDb } from './engines/dynamodb-engine.ts';
import { startSqs } from './engines/sqs-engine.ts';
import { startEventSourceMapping } from './event-source-mapping/event-source-mapping.ts';
import { createFaultInjector, type FaultControl } from './faults/fault-injector.ts';
import { checkFaultOptions, type FaultOptions } from './faults/fault-options.ts';
import type { InjectedFault } from './faults/injected-fault.ts';
import type { AwsCall, AwsResponse, AwsService } from './gateway/aws-call.ts';
import { createGateway } from './gateway/gateway.ts';
import { principalsOf } from './gateway/principals-of.ts';
import { stsService } from './gateway/sts-service.ts';
import { startHttpApi } from './http-api/http-api-server.ts';
import type { Denial } from './iam/denial.ts';
import { enforceIam, type Iam, unenforcedIam } from './iam/iam.ts';
import { createFunctionHost, type FunctionHost } from './lambda/function-host.ts';
import { createLambdaService } from './lambda/lambda-service.ts';
import { cloudWatchLogsService } from './logs/cloudwatch-logs-service.ts';
import { type LogEvent, LogStore, type LogWriter } from './logs/log-store.ts';
import { readStack } from './stack/read-stack.ts';
import type { EventSourceMappingSpec, Stack } from './stack/stack.ts';
import { StackError } from './stack/stack-error.ts';
import { createStepFunctions } from './step-functions/create-step-functions.ts';

export interface LocalCloudOptions {
  /** Folder of a synthesized stack: the one that holds `cdk.tf.json`. */
  readonly stackDirectory: string;
  /** Port of the first HTTP API, the next ones follow; 0 takes free ones. */
  readonly apiPort?: number;
  /** Port of the AWS APIs; 0 takes a free one. */
  readonly gatewayPort?: number;
  /** How many times faster visibility timeouts, delays and backoffs pass. */
  readonly timeScale?: number;
  /** Keeps tables, queues and STANDARD executions between runs; absent: in memory. */
  readonly dataDirectory?: string;
  /** Processes per function; further invocations wait. By default two per core, and at least four. */
  readonly maxEnvironmentsPerFunction?: number;
  /** Whether what AWS would bill is counted; it is by default. */
  readonly meterCosts?: boolean;
  /** Told of each line a function, a workflow or an API logs. */
  readonly onLog?: (logGroupName: string, event: LogEvent) => void;
  /** Told of each AWS call that reached its service, and of the answer, before the caller gets it. */
  readonly onCall?: (call: AwsCall, response: AwsResponse) => void;
  /** Whether the policies of the stack decide who may do what; by default they do. */
  readonly enforceIam?: boolean;
  /** Told of each call that was denied. */
  readonly onDenied?: (denial: Denial) => void;
  /** Injected from the start on; absent: none, until `faults.start()`. */
  readonly faults?: FaultOptions;
  /** Told of each injected fault. */
  readonly onFault?: (fault: InjectedFault) => void;
  /** Told of trouble nobody else hears of; nothing is lost by it. */
  readonly onProblem?: (message: string) => void;
}

/** A stack that runs on this machine. */
export interface LocalCloud {
  readonly stack: Stack;
  /** Where the AWS APIs are, for SDKs and the AWS CLI. */
  readonly gatewayUrl: string;
  /** Where the HTTP APIs of the stack are, in its order. */
  readonly apiUrls: readonly string[];
  /** What was denied, and what the policies grant with how often it was needed; both empty when not enforced. */
  readonly iam: Pick<Iam, 'denials' | 'usage' | 'withdraw'>;
  readonly faults: FaultControl;
  /** What AWS would bill, counted since the start; throws when `meterCosts` is false. */
  readonly costs: { read(): MeterReading };
  /** Ends everything in the reverse order of its start; what is under way is answered first. */
  stop(): Promise<void>;
}

/** Runs a synthesized stack. Throws StackError for what cannot run here, PortInUseError and FaultOptionsError. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (let end = stops.pop(); end; end = stops.pop()) await end();
  };
  try {
    return { ...(await startAll(options, (end) => stops.push(end))), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startAll(
  options: LocalCloudOptions,
  onStop: (stop: () => Promise<void>) => void,
): Promise<Omit<LocalCloud, 'stop'>> {
  const { stackDirectory, apiPort = 3000, gatewayPort = 4566, timeScale = 1, dataDirectory } = options;
  const { onProblem = console.error } = options;
  const meter = options.meterCosts === false ? undefined : createLocalMeter();
  const persistence = dataDirectory === undefined ? {} : { dataDirectory };
  if (dataDirectory !== undefined) makeDirectory(dataDirectory);

  if (options.faults) checkFaultOptions(options.faults);
  const faults = createFaultInjector({ timeScale, onFault: options.onFault });

  // Queue URLs hold the port of the gateway, so it listens before the stack is read.
  const services: Record<string, AwsService> = {};
  let principals = (_accessKeyId: string): string => 'unknown';
  let iam: Iam = unenforcedIam;
  const gateway = createGateway({
    services,
    links: [(call, next) => iam.authorize(call, next), faults.link, ...(meter?.links ?? [])],
    principals: (accessKeyId) => principals(accessKeyId),
    ...(options.onCall && { onCall: options.onCall }),
  });
  const port = await gateway.listen(gatewayPort);
  onStop(() => gateway.close());
  // A name under .localhost, so that the SDK may put its host prefix before it: sync-aws.localhost.
  const functionEndpointUrl = `http://aws.localhost:${port}`;
  const stack = readStack(stackDirectory, { gatewayUrl: functionEndpointUrl });
  const { region, accountId } = stack;
  principals = principalsOf(
    stack.functions.map(({ roleArn }) => roleArn),
    accountId,
  );
  if (options.enforceIam !== false) iam = enforceIam(stack, options);

  const store = new LogStore({ logGroupNames: stack.logGroups.map(({ name }) => name) });
  const logs = teeing(store, [meter?.onLog, options.onLog]);
  services.logs = cloudWatchLogsService({ store, region, accountId });
  services.sts = stsService(accountId);

  const dynamodb = await startDynamoDb({
    tables: stack.tables,
    region,
    accountId,
    ...persistence,
    ...meter?.ofDynamoDb,
  });
  onStop(() => dynamodb.stop());
  services.dynamodb = dynamodb.service;

  const sqs = await startSqs({ queues: stack.queues, region, timeScale, ...persistence });
  onStop(() => sqs.stop());
  services.sqs = sqs.service;

  const functionHost = await createFunctionHost({
    functions: stack.functions,
    region,
    endpointUrl: () => functionEndpointUrl,
    logs,
    logsOf: iam.guardLogs,
    watchInvocation: faults.watchInvocation,
    ...meter?.ofFunctions,
    ...(options.maxEnvironmentsPerFunction && {
      maxEnvironmentsPerFunction: options.maxEnvironmentsPerFunction,
    }),
  });
  onStop(() => functionHost.stop());
  services.lambda = createLambdaService({ host: functionHost, reportProblem: onProblem });

  const stepFunctions = createStepFunctions({
    stateMachines: stack.stateMachines,
    region,
    accountId,
    door: gateway.call,
    logs,
    timeScale,
    ...meter?.ofWorkflows,
    ...(dataDirectory !== undefined && { executionsFile: join(dataDirectory, 'executions.jsonl') }),
  });
  onStop(() => stepFunctions.stop());
  services.states = stepFunctions.service;
  stepFunctions.resumeExecutions();

  const mappings = stack.eventSourceMappings.map((spec) => {
    const parts = partsOf(spec, stack, functionHost);
    return startEventSourceMapping(spec, {
      ...parts,
      door: gateway.call,
      timeScale,
      reportProblem: onProblem,
    });
  });
  onStop(async () => {
    await Promise.all(mappings.map((mapping) => mapping.stop()));
  });

  const apiUrls: string[] = [];
  for (const [index, api] of stack.httpApis.entries()) {
    const server = await startHttpApi({
      api,
      port: apiPort === 0 ? 0 : apiPort + index,
      accountId,
      door: gateway.call,
      logs,
      injectFault: faults.injectRequestFault,
      onError: (error, routeKey) => onProblem(`${routeKey} failed: ${String(error)}`),
      ...meter?.ofApi(api.name),
    });
    onStop(() => server.stop());
    apiUrls.push(server.url);
  }
  // Last to start and first to stop: neither is disturbed.
  if (options.faults) faults.control.start(options.faults);
  onStop(async () => faults.control.stop());
  const costs = { read: () => (meter ?? notMetered()).read() };
  return { stack, gatewayUrl: `http://127.0.0.1:${port}`, apiUrls, iam, costs, faults: faults.control };
}

function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'EEXIST' ? 'it is a file' : String(error);
    throw new DataDirectoryError(`${directory} cannot be the data directory: ${reason}; name a folder`);
  }
}

/** The queue of an event source mapping, and the role of its function, which is who polls on AWS. */
function partsOf({ queueArn, functionName }: EventSourceMappingSpec, stack: Stack, host: FunctionHost) {
  const queue = stack.queues.find(({ arn }) => arn === queueArn);
  const consumer = host.functions.find((spec) => spec.functionName === functionName);
  if (!queue)
    throw new StackError(`an event source mapping polls ${queueArn}, which is no queue of the stack`);
  if (!consumer)
    throw new StackError(`an event source mapping feeds ${functionName}, which is no function of the stack`);
  return { queue, principal: consumer.roleArn };
}

function teeing(store: LogStore, listeners: readonly LocalCloudOptions['onLog'][]): LogWriter {
  return {
    write(logGroupName, event) {
      store.write(logGroupName, event);
      for (const listener of listeners) listener?.(logGroupName, event);
    },
  };
}

function notMetered(): never {
  throw new Error('nothing is metered, as meterCosts is false; leave it out to meter');
}
