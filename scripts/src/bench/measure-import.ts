import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { waitForExit } from './wait-for-exit.ts';

/** One start of a function, in milliseconds. */
export interface Start {
  /** From before the import of the handler's module until the handler is there. */
  readonly importMs: number;
  /** Of the whole process, Node's own start and end included. */
  readonly processMs: number;
}

/** Run by a process of its own, with nothing loaded before. */
const PROGRAM = `
const before = performance.now();
const { handler } = await import(process.argv[1]);
const ms = performance.now() - before;
if (typeof handler !== 'function') throw new Error('no handler in ' + process.argv[1]);
process.stdout.write(String(ms));
process.exit();
`;

/** Starts a function once, in a fresh process, as Lambda does. */
export async function measureImport(
  handler: string,
  env: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Start> {
  const before = performance.now();
  const child = spawn(process.execPath, ['--input-type=module', '--eval', PROGRAM, handler], {
    env,
    signal,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [exitCode, output, errors] = await Promise.all([
    waitForExit(child, signal),
    text(child.stdout),
    text(child.stderr),
  ]);
  const processMs = performance.now() - before;
  if (exitCode !== 0) throw new Error(`${handler} does not start: ${errors.slice(-2000)}`);
  return { importMs: hundredths(Number(output)), processMs: hundredths(processMs) };
}

/** As exact as a clock that others share can be. */
function hundredths(ms: number): number {
  return Math.round(ms * 100) / 100;
}
