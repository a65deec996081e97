import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { expect, test } from '@jest/globals';
import { batchScheduling } from '../../src/scheduling/batch-scheduling.ts';

const MODULE = new URL('../../src/scheduling/batch-scheduling.ts', import.meta.url);
/** The 41st field, https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: 0 is SCHED_OTHER, 3 is SCHED_BATCH. */
const POLICY =
  "require('node:fs').readFileSync('/proc/thread-self/stat', 'utf8').split(') ')[1].split(' ')[38]";
const expected = existsSync('/usr/bin/chrt') ? '3' : '0';

test('a command runs as a batch job where the system can do that', () => {
  if (process.platform !== 'linux') return expect(batchScheduling()).toEqual([]);
  const [command = '', ...parameters] = [
    ...batchScheduling(),
    process.execPath,
    '-e',
    `console.log(${POLICY})`,
  ];
  const { stdout } = spawnSync(command, parameters, { encoding: 'utf8' });
  expect(stdout.trim()).toBe(expected);
});

test('a thread runs as a batch job where the system can do that, and the process it belongs to does not', async () => {
  const policyOfProcess = () =>
    process.platform === 'linux' && readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ')[38];
  const before = policyOfProcess();
  const report = process.platform === 'linux' ? POLICY : `'${expected}'`;
  const program = `
    const { parentPort } = require('node:worker_threads');
    import('${MODULE}').then(({ scheduleThreadAsBatch }) => scheduleThreadAsBatch())
      .then(() => parentPort.postMessage(${report}));`;
  const worker = new Worker(program, { eval: true });
  const policy = await new Promise((resolve, reject) => {
    worker.once('message', resolve).once('error', reject);
  });
  await worker.terminate();

  expect(policy).toBe(expected);
  expect(policyOfProcess()).toBe(before);
});
