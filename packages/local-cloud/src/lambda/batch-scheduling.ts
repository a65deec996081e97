import { spawnSync } from 'node:child_process';

/** Runs a command under Linux's SCHED_BATCH: https://man7.org/linux/man-pages/man1/chrt.1.html */
const CHRT = ['/usr/bin/chrt', '--batch', '0'] as const;

let prefix: readonly string[] | undefined;

/**
 * What to put before a command so that its process, as soon as it is woken, does not displace the one that woke it: the
 * local cloud hands out the work of one turn of its event loop first. Nothing where `chrt` is missing or not allowed.
 * Its share of the processor stays what it is. https://man7.org/linux/man-pages/man7/sched.7.html
 */
export function batchScheduling(): readonly string[] {
  prefix ??= canSchedule() ? CHRT : [];
  return prefix;
}

function canSchedule(): boolean {
  const [command, ...options] = CHRT;
  return process.platform === 'linux' && spawnSync(command, [...options, 'true']).status === 0;
}
