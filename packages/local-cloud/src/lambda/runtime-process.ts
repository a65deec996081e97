import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { batchScheduling } from '../scheduling/batch-scheduling.ts';
import { cannotStart, type FunctionError, runtimeExited } from './function-error.ts';

const BOOTSTRAP = fileURLToPath(new URL('./runtime/bootstrap.ts', import.meta.url));
/** How long the output of an ended process may stay open: something it started may hold it for ever. */
const OUTPUT_GRACE_MS = 100;
/** Room for what invocations leave behind, beside the heap whose size the function's memory limits: it is swept less often. */
const YOUNG_GENERATION_MB = 16;
/** What the heap may grow to before V8 marks it as a whole; from its own first limit, it does so every few hundred orders. */
const INITIAL_HEAP_MB = 128;

export interface RuntimeProcessOptions {
  readonly memorySizeMb: number;
  readonly taskRoot: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly onOutput: (stream: Readable) => void;
  /** It is gone and its output is read; `describe` says how it ended. */
  readonly onEnd: (describe: (requestId: string) => FunctionError) => void;
}

/** Starts the process of an execution environment; `kill` ends it and whatever it started. */
export function startRuntimeProcess(options: RuntimeProcessOptions): { kill(): void } {
  const flags = [
    `--max-old-space-size=${options.memorySizeMb}`,
    `--min-semi-space-size=${YOUNG_GENERATION_MB}`,
    `--max-semi-space-size=${YOUNG_GENERATION_MB}`,
    `--initial-heap-size=${INITIAL_HEAP_MB}`,
    // Many small processes share the machine, and none of them is given a whole core on Lambda either: threads of V8's
    // own that compile and collect beside the function would only displace other functions.
    '--single-threaded',
    // On that one thread its slowest compiler would stop a function for longer than what it compiles ever saves it.
    '--no-turbofan',
  ];
  const [command, ...parameters] = [...batchScheduling(), process.execPath, ...flags, BOOTSTRAP];
  const child = spawn(command, parameters, {
    cwd: options.taskRoot,
    env: options.variables,
    stdio: ['pipe', 'pipe', 'pipe'],
    // A process group of its own: Ctrl-C in the terminal must not end it before its invocation is done.
    detached: true,
  });
  child.once('error', (error) => {
    if (child.pid === undefined) options.onEnd((requestId) => cannotStart(requestId, error));
  });
  child.once('exit', (code, signal) => {
    const end = () => {
      clearTimeout(grace);
      child.removeListener('close', end);
      options.onEnd((requestId) => runtimeExited(requestId, code, signal));
    };
    const grace = setTimeout(end, OUTPUT_GRACE_MS);
    child.once('close', end);
  });
  // Never written to: the runtime reads its end as the end of this process.
  child.stdin.on('error', () => {});
  options.onOutput(child.stdout);
  options.onOutput(child.stderr);
  return {
    kill() {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        child.kill('SIGKILL');
      }
    },
  };
}
