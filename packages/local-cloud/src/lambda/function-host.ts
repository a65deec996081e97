import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsError } from '../gateway/aws-error.ts';
import type { LogWriter } from '../logs/log-store.ts';
import type { FunctionSpec } from '../stack/stack.ts';
import { unpackDeploymentPackage } from './deployment-package.ts';
import { createEnvironmentPool, type EnvironmentPool } from './environment-pool.ts';
import { startExecutionEnvironment } from './execution-environment.ts';
import type { BilledInvocation, InvokeResult } from './invocation.ts';
import type { InvocationWatcher } from './invocation-watcher.ts';
import { type RuntimeApi, startRuntimeApi } from './runtime-api.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_REQUEST_BYTES = 6_291_456;

export interface FunctionHostOptions {
  readonly functions: readonly FunctionSpec[];
  readonly region: string;
  /** AWS_ENDPOINT_URL of the functions; asked for at each cold start, so the gateway may listen later. */
  readonly endpointUrl: () => string;
  readonly logs: LogWriter;
  /** Where one function logs, given where all of them do; by default it is the same. */
  readonly logsOf?: (spec: FunctionSpec, logs: LogWriter) => LogWriter;
  /** Processes per function; further invocations wait. By default two per core, and at least four. */
  readonly maxEnvironmentsPerFunction?: number;
  /** Told of each invocation, which it may end before its time. */
  readonly watchInvocation?: InvocationWatcher;
  /** Lambda's limit for loading a handler: 10 seconds. */
  readonly initTimeoutSeconds?: number;
  /** Told of each invocation that ended, however it did. */
  readonly onBilled?: (invocation: BilledInvocation) => void;
}

export interface FunctionHost {
  readonly functions: readonly FunctionSpec[];
  /** Runs a function on a JSON payload. Throws AwsError when it was not run; a function's failure is a result. */
  invoke(functionName: string, payload: string | Buffer): Promise<InvokeResult>;
  /** Lets running invocations end within `graceSeconds`, then ends every process. */
  stop(options?: { readonly graceSeconds?: number }): Promise<void>;
}

/** Runs Lambda functions from their deployment packages, each execution environment a Node process. */
export async function createFunctionHost(options: FunctionHostOptions): Promise<FunctionHost> {
  const directory = await mkdtemp(join(tmpdir(), 'local-lambda-'));
  try {
    const taskRoots = await unpackAll(options.functions, directory);
    const runtimeApi = await startRuntimeApi();
    return hostFunctions(options, directory, taskRoots, runtimeApi);
  } catch (error) {
    await removeDirectory(directory);
    throw error;
  }
}

function hostFunctions(
  options: FunctionHostOptions,
  directory: string,
  taskRoots: ReadonlyMap<FunctionSpec, string>,
  runtimeApi: RuntimeApi,
): FunctionHost {
  const { functions, region, endpointUrl, logs, logsOf = () => logs } = options;
  const { maxEnvironmentsPerFunction = defaultMaxEnvironments(), initTimeoutSeconds = 10 } = options;
  const compileCacheDirectory = join(directory, 'compile-cache');
  const pools = new Map<string, EnvironmentPool>();
  for (const [spec, taskRoot] of taskRoots) {
    const environment = {
      spec,
      taskRoot,
      region,
      compileCacheDirectory,
      runtimeApi,
      logs: logsOf(spec, logs),
      initTimeoutSeconds,
      watchInvocation: options.watchInvocation,
      onBilled: options.onBilled,
    };
    const pool = createEnvironmentPool({
      spec,
      maxEnvironments: maxEnvironmentsPerFunction,
      start: (first, events) =>
        startExecutionEnvironment({ ...environment, endpointUrl: endpointUrl() }, first, events),
    });
    pools.set(spec.functionName, pool);
  }
  let stopped: Promise<void> | undefined;

  async function stopAll(graceSeconds: number): Promise<void> {
    const { promise: grace, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, graceSeconds * 1000);
    await Promise.all([...pools.values()].map((pool) => pool.stop(grace)));
    clearTimeout(timer);
    await runtimeApi.close();
    await removeDirectory(directory);
  }

  return {
    functions,
    async invoke(functionName, payload) {
      const pool = pools.get(functionName);
      if (!pool) {
        throw new AwsError(
          'ResourceNotFoundException',
          `Function not found: ${functionName}; this stack has: ${[...pools.keys()].join(', ')}`,
          404,
        );
      }
      if (Buffer.byteLength(payload) > MAX_REQUEST_BYTES) {
        throw new AwsError(
          'RequestTooLargeException',
          `Request must be smaller than ${MAX_REQUEST_BYTES} bytes for the InvokeFunction operation`,
          413,
        );
      }
      return pool.invoke(payload);
    },
    stop: ({ graceSeconds = 5 } = {}) => {
      stopped ??= stopAll(graceSeconds);
      return stopped;
    },
  };
}

async function unpackAll(
  functions: readonly FunctionSpec[],
  directory: string,
): Promise<Map<FunctionSpec, string>> {
  const taskRoots = new Map<FunctionSpec, string>();
  for (const [index, spec] of functions.entries()) {
    const taskRoot = join(directory, `task-${index}`);
    await unpackDeploymentPackage(spec, taskRoot);
    taskRoots.set(spec, taskRoot);
  }
  return taskRoots;
}

function removeDirectory(directory: string): Promise<void> {
  return rm(directory, { recursive: true, force: true });
}

function defaultMaxEnvironments(): number {
  return Math.max(4, 2 * availableParallelism());
}
