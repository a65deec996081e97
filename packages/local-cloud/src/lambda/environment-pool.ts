import { randomUUID } from 'node:crypto';
import { AwsError } from '../gateway/aws-error.ts';
import type { FunctionSpec } from '../stack/stack.ts';
import type { ExecutionEnvironment, ExecutionEnvironmentEvents } from './execution-environment.ts';
import type { Invocation, InvokeResult } from './invocation.ts';

export interface EnvironmentPoolOptions {
  readonly spec: FunctionSpec;
  readonly maxEnvironments: number;
  readonly start: (first: Invocation, events: ExecutionEnvironmentEvents) => ExecutionEnvironment;
}

/** The execution environments of one function. */
export interface EnvironmentPool {
  invoke(payload: string | Buffer): Promise<InvokeResult>;
  /** Refuses what has not started, waits for what runs until `grace` settles, then ends every process. */
  stop(grace: Promise<unknown>): Promise<void>;
}

/**
 * How long an invocation waits for an environment that is at work before one that rests is woken, or another started.
 * Most are done sooner, and what they run is still in the processor's caches: half of the cost of a short invocation.
 */
const PATIENCE_MS = 2;

/**
 * Gives each invocation an environment of its own: the one at work if that is done in a moment, else an idle one, else a
 * new one, else, at `maxEnvironments`, the next that gets idle, first come first served.
 */
export function createEnvironmentPool({
  spec,
  maxEnvironments,
  start,
}: EnvironmentPoolOptions): EnvironmentPool {
  const environments = new Set<ExecutionEnvironment>();
  /** The most recently used last. */
  const idle: ExecutionEnvironment[] = [];
  const waiting: Invocation[] = [];
  const inProgress = new Set<Promise<InvokeResult>>();
  let onEmpty: (() => void) | undefined;
  let stopping = false;

  function startFor(first: Invocation): void {
    try {
      if (stopping) throw stoppingError(spec);
      const environment = start(first, {
        onIdle: () => reuse(environment),
        onExit: (unstarted) => forget(environment, unstarted),
      });
      environments.add(environment);
    } catch (error) {
      first.reject(error);
    }
  }

  /** Gives the one that waits longest an idle environment or a new one, if there may be one. */
  function serveNext(): void {
    if (idle.length === 0 && environments.size >= maxEnvironments) return;
    const next = waiting.shift();
    if (!next) return;
    const environment = idle.pop();
    if (environment) environment.assign(next);
    else startFor(next);
  }

  function serveIfWaiting(invocation: Invocation): void {
    if (waiting.includes(invocation)) serveNext();
  }

  function reuse(environment: ExecutionEnvironment): void {
    if (!environments.has(environment)) return;
    const next = waiting.shift();
    if (next) environment.assign(next);
    else idle.push(environment);
  }

  function forget(environment: ExecutionEnvironment, unstarted: Invocation | undefined): void {
    environments.delete(environment);
    const index = idle.indexOf(environment);
    if (index >= 0) idle.splice(index, 1);
    const next = unstarted ?? waiting.shift();
    if (next) startFor(next);
    if (environments.size === 0) onEmpty?.();
  }

  function checkReservedConcurrency(): void {
    const reserved = spec.reservedConcurrentExecutions;
    if (reserved === undefined || inProgress.size < reserved) return;
    throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429, {
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      Type: 'User',
    });
  }

  return {
    async invoke(payload) {
      if (stopping) throw stoppingError(spec);
      checkReservedConcurrency();
      const { promise, resolve, reject } = Promise.withResolvers<InvokeResult>();
      const invocation = { requestId: randomUUID(), payload, settle: resolve, reject };
      inProgress.add(promise);
      waiting.push(invocation);
      if (idle.length === environments.size) serveNext();
      else setTimeout(serveIfWaiting, PATIENCE_MS, invocation);
      try {
        return await promise;
      } finally {
        inProgress.delete(promise);
      }
    },
    async stop(grace) {
      stopping = true;
      for (const invocation of waiting.splice(0)) invocation.reject(stoppingError(spec));
      await Promise.race([Promise.allSettled(inProgress), grace]);
      if (environments.size === 0) return;
      const empty = new Promise<void>((resolve) => {
        onEmpty = resolve;
      });
      for (const environment of environments) environment.kill();
      await empty;
    },
  };
}

function stoppingError(spec: FunctionSpec): AwsError {
  return new AwsError(
    'ServiceException',
    `function ${spec.functionName} takes no invocations: it stops`,
    500,
  );
}
