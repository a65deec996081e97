import { execFile, spawnSync } from 'node:child_process';
import { readlinkSync } from 'node:fs';

/** Changes to Linux's SCHED_BATCH: https://man7.org/linux/man-pages/man1/chrt.1.html */
const CHRT = '/usr/bin/chrt';
const BATCH = ['--batch', '0'] as const;

let prefix: readonly string[] | undefined;

/**
 * What to put before a command so that its process, as soon as it is woken, does not displace the one that woke it: the
 * local cloud hands out the work of one turn of its event loop first. Nothing where `chrt` is missing or not allowed.
 * Its share of the processor stays what it is. https://man7.org/linux/man-pages/man7/sched.7.html
 */
export function batchScheduling(): readonly string[] {
  prefix ??= canSchedule() ? [CHRT, ...BATCH] : [];
  return prefix;
}

function canSchedule(): boolean {
  return process.platform === 'linux' && spawnSync(CHRT, [...BATCH, 'true']).status === 0;
}

/** The same for the thread that calls this, a moment later; settles when it is done, or cannot be. */
export function scheduleThreadAsBatch(): Promise<void> {
  if (process.platform !== 'linux') return Promise.resolve();
  const threadId = readlinkSync('/proc/thread-self').split('/').at(-1) ?? '';
  return new Promise((resolve) => {
    execFile(CHRT, ['--batch', '--pid', '0', threadId], () => resolve());
  });
}
