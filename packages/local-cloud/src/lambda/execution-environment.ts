import { newSessionToken } from '../gateway/credentials.ts';
import type { LogWriter } from '../logs/log-store.ts';
import type { FunctionSpec } from '../stack/stack.ts';
import { createEnvironmentLog } from './environment-log.ts';
import { environmentVariables } from './environment-variables.ts';
import {
  type FunctionError,
  initTimedOut,
  responseTooLarge,
  runtimeExited,
  timedOut,
} from './function-error.ts';
import {
  type BilledInvocation,
  failed,
  type Invocation,
  type InvokeResult,
  succeeded,
} from './invocation.ts';
import { billedMsOf, type InvocationReport } from './invocation-report.ts';
import type { InvocationWatcher } from './invocation-watcher.ts';
import {
  type DeliverInvocation,
  MAX_RESPONSE_BYTES,
  type RuntimeApi,
  type RuntimeApiListener,
} from './runtime-api.ts';
import { startRuntimeProcess } from './runtime-process.ts';

export interface ExecutionEnvironmentOptions {
  readonly spec: FunctionSpec;
  readonly taskRoot: string;
  readonly region: string;
  readonly endpointUrl: string;
  readonly compileCacheDirectory: string;
  readonly runtimeApi: RuntimeApi;
  readonly logs: LogWriter;
  readonly initTimeoutSeconds: number;
  readonly watchInvocation?: InvocationWatcher | undefined;
  readonly onBilled: ((invocation: BilledInvocation) => void) | undefined;
}

export interface ExecutionEnvironmentEvents {
  /** It has answered and may be assigned its next invocation. */
  onIdle(): void;
  /** Its process is gone. `unstarted` is an assigned invocation that never reached the handler. */
  onExit(unstarted: Invocation | undefined): void;
}

/** One process with the handler loaded, serving one invocation at a time. */
export interface ExecutionEnvironment {
  /** Only while it is idle. */
  assign(invocation: Invocation): void;
  kill(): void;
}

interface Running {
  readonly invocation: Invocation;
  /** Undefined until the process has fetched it. */
  startedAt: number | undefined;
  initDurationMs: number | undefined;
  onAnswered?: (() => void) | undefined;
}

/** Why it had to end: what the platform says, or what the runtime posted itself. */
type EndCause = FunctionError | { readonly errorType: string; readonly body: string };

/** Starts an execution environment for `first`, which waits for its init. */
export function startExecutionEnvironment(
  options: ExecutionEnvironmentOptions,
  first: Invocation,
  events: ExecutionEnvironmentEvents,
): ExecutionEnvironment {
  const { spec } = options;
  const log = createEnvironmentLog(spec, options.logs);
  const sessionToken = newSessionToken(spec.roleArn);
  const initStartedAt = performance.now();
  let initialized = false;
  let running: Running | undefined = { invocation: first, startedAt: undefined, initDurationMs: undefined };
  /** The process waiting for its next invocation. */
  let poll: DeliverInvocation | undefined;
  let endCause: EndCause | undefined;
  let maxMemoryUsedMb: number | undefined;

  const listener: RuntimeApiListener = {
    next(deliverInvocation) {
      if (!initialized) {
        initialized = true;
        clearTimeout(timer);
        if (running) running.initDurationMs = performance.now() - initStartedAt;
        startTimeout();
      }
      poll = deliverInvocation;
      deliver();
    },
    responded(requestId, body, memoryMb) {
      if (body !== undefined) return finish(requestId, memoryMb, succeeded(requestId, body));
      const error = responseTooLarge(MAX_RESPONSE_BYTES);
      return finish(requestId, memoryMb, failed(requestId, JSON.stringify(error)));
    },
    failed: (requestId, body, memoryMb) => finish(requestId, memoryMb, failed(requestId, body)),
    initFailed(body) {
      endCause ??= { errorType: String(JSON.parse(body).errorType), body };
    },
  };
  const registration = options.runtimeApi.register(listener);
  const runtime = startRuntimeProcess({
    memorySizeMb: spec.memorySizeMb,
    taskRoot: options.taskRoot,
    variables: environmentVariables(spec, {
      ...options,
      sessionToken,
      logStreamName: log.logStreamName,
      runtimeApi: registration.address,
    }),
    onOutput: log.capture,
    onEnd,
  });
  let timer = setTimeout(() => {
    endCause = initTimedOut(first.requestId, options.initTimeoutSeconds);
    runtime.kill();
  }, options.initTimeoutSeconds * 1000);

  function startTimeout(): void {
    timer = setTimeout(() => {
      if (running) endCause = timedOut(running.invocation.requestId, spec.timeoutSeconds);
      runtime.kill();
    }, spec.timeoutSeconds * 1000);
  }

  function deliver(): void {
    if (!poll || !running) return;
    const { requestId, payload } = running.invocation;
    running.startedAt = performance.now();
    log.start(requestId);
    running.onAnswered = options.watchInvocation?.({
      functionName: spec.functionName,
      requestId,
      sessionToken,
      end: (cause) => endEarly(requestId, cause),
    });
    if (endCause) return;
    const headers = {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': requestId,
      'lambda-runtime-deadline-ms': Date.now() + spec.timeoutSeconds * 1000,
      'lambda-runtime-invoked-function-arn': spec.arn,
    };
    poll(headers, payload);
    poll = undefined;
  }

  function endEarly(requestId: string, cause: 'exit' | 'timeout'): boolean {
    if (running?.invocation.requestId !== requestId || endCause) return false;
    clearTimeout(timer);
    endCause =
      cause === 'timeout'
        ? timedOut(requestId, spec.timeoutSeconds)
        : runtimeExited(requestId, null, 'SIGKILL');
    runtime.kill();
    return true;
  }

  function finish(requestId: string, memoryMb: number | undefined, result: InvokeResult): boolean {
    const finished = running;
    if (finished?.invocation.requestId !== requestId || finished.startedAt === undefined || endCause) {
      return false;
    }
    finished.onAnswered?.();
    if (endCause) return false;
    clearTimeout(timer);
    maxMemoryUsedMb = memoryMb ?? maxMemoryUsedMb;
    const durationMs = performance.now() - finished.startedAt;
    running = undefined;
    // The process has written its lines before its answer, so both are readable in the same turn of the event
    // loop, in no set order; by the next phase of it the lines have been read.
    setImmediate(() => {
      log.flush();
      report({ requestId, durationMs, initDurationMs: finished.initDurationMs, maxMemoryUsedMb });
      finished.invocation.settle(result);
      events.onIdle();
    });
    return true;
  }

  function onEnd(describe: (requestId: string) => FunctionError): void {
    clearTimeout(timer);
    registration.unregister();
    log.flush();
    const interrupted = running;
    running = undefined;
    // An environment that ends between invocations did not work on this one yet: another one takes it.
    const unstarted = initialized && interrupted?.startedAt === undefined && !endCause;
    if (interrupted && !unstarted) fail(interrupted, endCause ?? describe(interrupted.invocation.requestId));
    events.onExit(unstarted ? interrupted?.invocation : undefined);
  }

  function fail({ invocation, startedAt, initDurationMs }: Running, cause: EndCause): void {
    const { requestId } = invocation;
    const status = cause.errorType === 'Sandbox.Timedout' ? 'timeout' : 'error';
    const outcome = { status, ...(status === 'error' && { errorType: cause.errorType }) } as const;
    if (!initialized) {
      log.initReport({ durationMs: performance.now() - initStartedAt, ...outcome });
      log.start(requestId);
    }
    if ('errorMessage' in cause) log.failure(cause);
    const durationMs = startedAt === undefined ? 0 : performance.now() - startedAt;
    report({ requestId, durationMs, initDurationMs, maxMemoryUsedMb, ...outcome });
    invocation.settle(failed(requestId, 'body' in cause ? cause.body : JSON.stringify(cause)));
  }

  function report(ended: InvocationReport): void {
    log.end(ended);
    const withInit = ended.initDurationMs !== undefined || !initialized;
    const initMs = ended.initDurationMs ?? 0;
    options.onBilled?.({ spec, billedMs: billedMsOf(ended), withInit, initMs });
  }

  return {
    assign(invocation) {
      running = { invocation, startedAt: undefined, initDurationMs: undefined };
      // Time runs from here: work left over from the last invocation may keep the process from fetching this one.
      startTimeout();
      deliver();
    },
    kill: runtime.kill,
  };
}
