import { rmSync } from 'node:fs';
import { CONSOLE_FILES } from '../console/build-console.ts';
import { parsePhases } from '../phase-timer.ts';
import { COMPILE_CACHE } from '../repository.ts';
import { type CommandRun, runCommand } from './run-command.ts';

/** Each command once. */
export interface Turn {
  /** From the command to the banner, `npx` and `pnpm` included. */
  readonly startSeconds: number;
  /** The phases the banner tells of. */
  readonly phaseSeconds: Readonly<Record<string, number>>;
  /** What `build` prints of the functions. */
  readonly bundleSeconds: number;
  /** What `synth` prints of all stacks. */
  readonly synthesizeSeconds: number;
}

const START = ['start', '--port', '0', '--gateway-port', '0', '--console-port', '0'];

const BANNER_TO_END = { printed: 'Stop it with Ctrl-C', lastLine: 'stopped' };

/** A round: each command without anything that an earlier run left, and once more. */
export interface Round {
  readonly first: Turn;
  readonly second: Turn;
}

/** Starts the system and stops it again, bundles and synthesizes, each twice. */
export async function measureRound(signal: AbortSignal): Promise<Round> {
  const starts = await twice(START, { until: BANNER_TO_END, signal });
  const builds = await twice(['build'], { signal });
  const synths = await twice(['synth'], { signal });
  const turn = (index: 0 | 1): Turn => ({
    startSeconds: starts[index].milliseconds / 1000,
    phaseSeconds: parsePhases(starts[index].output),
    bundleSeconds: phaseOf(builds[index], 'bundle'),
    synthesizeSeconds: phaseOf(synths[index], 'synthesize'),
  });
  return { first: turn(0), second: turn(1) };
}

async function twice(...command: Parameters<typeof runCommand>): Promise<[CommandRun, CommandRun]> {
  for (const directory of [CONSOLE_FILES, COMPILE_CACHE]) rmSync(directory, { recursive: true, force: true });
  return [await runCommand(...command), await runCommand(...command)];
}

/** Runs every test there is; in seconds. */
export async function measureTests(signal: AbortSignal): Promise<number> {
  return (await runCommand(['test'], { signal })).milliseconds / 1000;
}

function phaseOf({ output }: CommandRun, name: string): number {
  const seconds = parsePhases(output)[name];
  if (seconds === undefined) throw new Error(`no time of ${name} in what was printed:\n${output}`);
  return seconds;
}
