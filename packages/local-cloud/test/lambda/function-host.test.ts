import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buildFunction } from './build-function.ts';
import { createTestHost, type TestHost } from './test-host.ts';

describe('createFunctionHost', () => {
  let test: TestHost;

  beforeEach(async () => {
    test = await createTestHost();
  });

  afterEach(() => test.close());

  describe('environments', () => {
    const countingSource =
      'let count = 0; export const handler = async () => ({ pid: process.pid, count: ++count });';

    it('reuses an environment for invocations one after the other', async () => {
      await test.start([test.build('counter', countingSource)]);

      const outputs = [];
      for (let index = 0; index < 20; index++) outputs.push((await test.invoke('counter')).output);

      expect(outputs.map(({ count }) => count)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
      expect(test.logs.streams('/aws/lambda/counter')).toHaveLength(1);
    });

    it('runs invocations at the same time in environments of their own', async () => {
      await test.start([test.build('gated', test.gate.source)]);

      const results = [test.invoke('gated', { name: 'a' }), test.invoke('gated', { name: 'b' })];
      await test.gate.entered('a');
      await test.gate.entered('b');
      test.gate.release('a');
      test.gate.release('b');

      const pids = (await Promise.all(results)).map(({ output }) => output.pid);
      expect(new Set(pids).size).toBe(2);
    });

    it('lets invocations beyond the cap wait and serves them first come, first served', async () => {
      await test.start([test.build('gated', test.gate.source)], { maxEnvironmentsPerFunction: 1 });

      const results = ['a', 'b', 'c'].map((name) => test.invoke('gated', { name }));
      for (const name of ['a', 'b', 'c']) {
        await test.gate.entered(name);
        test.gate.release(name);
      }
      await Promise.all(results);

      expect(test.gate.order()).toEqual(['a', 'b', 'c']);
      expect(test.logs.streams('/aws/lambda/gated')).toHaveLength(1);
    });

    it('throttles over the reserved concurrency and takes invocations again below it', async () => {
      await test.start([test.build('gated', test.gate.source, { reservedConcurrentExecutions: 1 })]);

      const first = test.invoke('gated', { name: 'a' });
      await test.gate.entered('a');
      await expect(test.invoke('gated', { name: 'b' })).rejects.toMatchObject({
        name: 'TooManyRequestsException',
        statusCode: 429,
        details: { Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' },
      });
      test.gate.release('a');
      await first;

      test.gate.release('c');
      expect((await test.invoke('gated', { name: 'c' })).functionError).toBeUndefined();
    });

    it('replaces an environment that ended while idle', async () => {
      const source =
        'export const handler = async (event) => { if (event.end) setImmediate(() => process.exit(0)); return process.pid; };';
      await test.start([test.build('fragile', source)]);

      const first = await test.invoke('fragile', { end: true });
      const second = await test.invoke('fragile');

      expect(second.functionError).toBeUndefined();
      expect(second.output).not.toBe(first.output);
    });
  });

  describe('packages', () => {
    it.each([
      ['index.mjs', 'export const handler = async () => "loaded";'],
      ['index.js', 'exports.handler = async () => "loaded";'],
      ['index.cjs', 'Object.assign(module.exports, { ["hand" + "ler"]: async () => "loaded" });'],
    ])('loads a handler from %s', async (file, source) => {
      await test.start([buildFunction(test.directory, 'loaded', { [file]: source })]);

      expect((await test.invoke('loaded')).output).toBe('loaded');
    });

    it('names the function and the file when a package is missing', async () => {
      const missing = join(test.directory, 'absent', 'function.zip');

      const starting = test.start([
        { ...test.build('present', ''), functionName: 'absent', packageFile: missing },
      ]);

      await expect(starting).rejects.toThrow(
        `function absent has no deployment package at ${missing}; build the functions first`,
      );
    });

    it('refuses an entry outside of the package', async () => {
      const escaping = buildFunction(test.directory, 'escaping', { '../../escaped.txt': 'out' });

      await expect(test.start([escaping])).rejects.toThrow('holds an entry outside of it: ../../escaped.txt');
      expect(existsSync(join(tmpdir(), 'escaped.txt'))).toBe(false);
    });
  });

  describe('stop', () => {
    const pidOf = (result: { output: { pid: number } }) => result.output.pid;

    it('lets a running invocation end, takes no other, and leaves neither process nor file', async () => {
      const host = await test.start([test.build('gated', test.gate.source)], {
        maxEnvironmentsPerFunction: 1,
      });
      const first = test.invoke('gated', { name: 'a' });
      await test.gate.entered('a');
      const waiting = test.invoke('gated', { name: 'b' });

      const stopped = host.stop();
      await expect(waiting).rejects.toMatchObject({ name: 'ServiceException' });
      await expect(test.invoke('gated')).rejects.toMatchObject({ name: 'ServiceException' });
      test.gate.release('a');
      const result = await first;
      await stopped;

      expect(result.functionError).toBeUndefined();
      expect(() => process.kill(pidOf(result), 0)).toThrow('ESRCH');
      expect(existsSync(result.output.taskRoot)).toBe(false);
    });

    it('ends an invocation that outlasts the grace period', async () => {
      const host = await test.start([test.build('gated', test.gate.source)]);
      const endless = test.invoke('gated', { name: 'a' });
      await test.gate.entered('a');

      await host.stop({ graceSeconds: 0 });

      expect((await endless).output.errorMessage).toContain('signal: killed');
    });

    it('ends every process when its own program is killed', async () => {
      const program = fileURLToPath(new URL('./host-program.ts', import.meta.url));
      const spec = test.build('gated', test.gate.source);
      const parent = spawn(process.execPath, [program, JSON.stringify(spec)], {
        stdio: 'ignore',
        env: { ...process.env, TMPDIR: test.directory },
      });
      await test.gate.entered('held');

      parent.kill('SIGKILL');

      // The connection the handler holds open closes with its process.
      await test.gate.left('held');
    });
  });
});
