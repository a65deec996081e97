/** What an execution environment runs: the Runtime API loop around one handler, as the nodejs24.x runtime does it. */
import { flushCompileCache } from 'node:module';
import { invocationContext } from './invocation-context.ts';
import { installLambdaConsole, setConsoleRequestId } from './lambda-console.ts';
import { type Handler, loadHandler } from './load-handler.ts';
import { resolveLocalhostNames } from './localhost-lookup.ts';
import { createRuntimeClient, type NextInvocation } from './runtime-client.ts';
import { RuntimeError, toErrorBody, toLogText } from './runtime-error.ts';

const NEVER_SETTLED =
  'the promise of the handler can never settle: nothing is left to happen in the event loop';

delete process.env.NODE_COMPILE_CACHE;
exitWithParent();
resolveLocalhostNames();
installLambdaConsole();

const client = createRuntimeClient(required('AWS_LAMBDA_RUNTIME_API'));
let phase: { name: 'init' | 'idle' } | { name: 'invoke'; requestId: string } = { name: 'init' };
let onEmptyEventLoop: ((error: Error) => void) | undefined;

// The exit statuses are the runtime's own.
process.on('uncaughtException', (error) => crash('Uncaught Exception', error, 129));
process.on('unhandledRejection', (reason) => {
  crash('Unhandled Promise Rejection', unhandledRejection(reason), 128);
});
process.on('beforeExit', () => {
  const reject = onEmptyEventLoop;
  onEmptyEventLoop = undefined;
  // Node ends unless something is scheduled right here; promise callbacks do not count.
  if (reject) setImmediate(reject, new RuntimeError('NodeJsExit', NEVER_SETTLED));
});

void run();

async function run(): Promise<void> {
  let handler: Handler;
  try {
    handler = await loadHandler(required('LAMBDA_TASK_ROOT'), required('_HANDLER'));
  } catch (error) {
    return crash('Uncaught Exception', error, 129);
  }
  flushCompileCache();
  for (;;) {
    phase = { name: 'idle' };
    const invocation = await client.next();
    phase = { name: 'invoke', requestId: invocation.requestId };
    setConsoleRequestId(invocation.requestId);
    await answer(handler, invocation);
  }
}

async function answer(handler: Handler, invocation: NextInvocation): Promise<void> {
  const { requestId } = invocation;
  try {
    const body = serialize(await callHandler(handler, invocation));
    await flushOutput();
    await client.respond(requestId, body);
  } catch (error) {
    console.error(`Invoke Error \t${toLogText(error)}`);
    await flushOutput();
    await client.fail(requestId, toErrorBody(error));
  }
}

function callHandler(handler: Handler, invocation: NextInvocation): Promise<unknown> {
  return new Promise((resolve, reject) => {
    onEmptyEventLoop = reject;
    const result = handler(JSON.parse(invocation.payload), invocationContext(invocation));
    // Not resolve(result): that would bind this promise to one that may never settle.
    Promise.resolve(result).then(resolve, reject);
  });
}

function serialize(result: unknown): string {
  try {
    return JSON.stringify(result) ?? 'null';
  } catch (cause) {
    throw new RuntimeError('JSONStringifyError', 'Unable to stringify response body', cause);
  }
}

/** What was printed must be in the pipe before the answer leaves: the host reads the pipe first. */
async function flushOutput(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    if (stream.writableLength > 0) await new Promise<void>((resolve) => stream.write('', () => resolve()));
  }
}

/** Reports an error nobody caught, then ends the process as the runtime does. */
async function crash(title: string, error: unknown, exitStatus: number): Promise<void> {
  console.error(`${title} \t${toLogText(error)}`);
  try {
    await flushOutput();
    if (phase.name === 'init') await client.failInit(toErrorBody(error));
    if (phase.name === 'invoke') await client.fail(phase.requestId, toErrorBody(error));
  } finally {
    process.exit(exitStatus);
  }
}

function unhandledRejection(reason: unknown): RuntimeError {
  return new RuntimeError('UnhandledPromiseRejection', String(reason), reason);
}

/** stdin is a pipe that the host holds open; its end means that the host is gone, however it went. */
function exitWithParent(): void {
  const exit = () => process.exit(1);
  process.stdin.on('end', exit).on('error', exit).resume();
  process.stdin.unref();
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set; the function host sets it`);
  return value;
}
