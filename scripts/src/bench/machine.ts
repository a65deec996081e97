import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { ROOT } from '../repository.ts';

/** Where and when figures were measured, and of which source. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly platform: string;
  readonly node: string;
  /** YYYY-MM-DD, UTC. */
  readonly date: string;
  /** Abbreviated, with `+` where files differ from it; `unknown` outside a checkout. */
  readonly commit: string;
}

export function thisMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    date: new Date().toISOString().slice(0, 10),
    commit: commit(),
  };
}

export function describeMachine(machine: Machine): string {
  const { processor, cores, memoryGiB, platform, node, date, commit } = machine;
  return `${cores} cores of ${processor}, ${memoryGiB} GiB, ${platform}, Node ${node}, ${date}, commit ${commit}`;
}

function commit(): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    // What benchmarks wrote changes nothing of what is measured.
    const changes = git('status', '--porcelain', '--', '.', ':!docs');
    return `${git('rev-parse', '--short=9', 'HEAD')}${changes === '' ? '' : '+'}`;
  } catch {
    return 'unknown';
  }
}
