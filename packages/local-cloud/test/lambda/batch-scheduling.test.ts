import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { batchScheduling } from '../../src/lambda/batch-scheduling.ts';

/** The 41st field, https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: 0 is SCHED_OTHER, 3 is SCHED_BATCH. */
const PRINT_POLICY =
  "const { readFileSync } = require('node:fs'); console.log(readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ')[38])";

test('a command runs as a batch job where the system can do that', () => {
  if (process.platform !== 'linux') return expect(batchScheduling()).toEqual([]);
  const [command = '', ...parameters] = [...batchScheduling(), process.execPath, '-e', PRINT_POLICY];
  const { stdout } = spawnSync(command, parameters, { encoding: 'utf8' });
  expect(stdout.trim()).toBe(existsSync('/usr/bin/chrt') ? '3' : '0');
});
