import { spawn } from 'node:child_process';
import { ROOT } from '../repository.ts';
import { UserError } from '../user-error.ts';
import { waitForExit } from './wait-for-exit.ts';

export interface CommandRun {
  /** From the command to its end, or to the text it was stopped at. */
  readonly milliseconds: number;
  readonly output: string;
}

export interface RunOptions {
  /** Once `printed` is there, the command gets Ctrl-C; pnpm has no exit code then, but `lastLine` tells of a good end. */
  readonly until?: { readonly printed: string; readonly lastLine: string };
  readonly signal: AbortSignal;
}

/** Runs `npx -y pnpm@12 …` as somebody types it, and waits until it is gone. Throws UserError with its output when it fails. */
export async function runCommand(
  args: readonly string[],
  { until, signal }: RunOptions,
): Promise<CommandRun> {
  signal.throwIfAborted();
  const startedAt = performance.now();
  const command = spawn('npx', ['-y', 'pnpm@12', ...args], {
    cwd: ROOT,
    env: shellEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group, which Ctrl-C reaches as a whole.
    detached: true,
  });
  const interrupt = () => {
    try {
      if (command.pid !== undefined) process.kill(-command.pid, 'SIGINT');
    } catch {
      // The group is gone already.
    }
  };
  signal.addEventListener('abort', interrupt, { once: true });
  let output = '';
  let printedAt: number | undefined;
  const read = (chunk: Buffer) => {
    output += chunk;
    if (until === undefined || printedAt !== undefined || !output.includes(until.printed)) return;
    printedAt = performance.now();
    interrupt();
  };
  command.stdout.on('data', read);
  command.stderr.on('data', read);
  const exitCode = await waitForExit(command, signal).finally(() =>
    signal.removeEventListener('abort', interrupt),
  );
  const isDone =
    until === undefined
      ? exitCode === 0
      : printedAt !== undefined && output.trimEnd().endsWith(`\n${until.lastLine}`);
  if (!isDone) throw new UserError(`${args.join(' ')} ended with ${exitCode}:\n${output.trim()}`);
  return { milliseconds: (printedAt ?? performance.now()) - startedAt, output };
}

/** Without what the package manager that runs this benchmark has set. */
function shellEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^p?npm_/i.test(name)));
}
