import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ROOT } from '../src/repository.ts';

let parent: string;
let registry: Server;
let answer: RequestListener;

beforeEach(async () => {
  parent = mkdtempSync(join(tmpdir(), 'check-cdktn-test-'));
  registry = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  registry.closeAllConnections();
  await new Promise((resolve) => registry.close(resolve));
  rmSync(parent, { recursive: true });
});

/** Runs the check with the registry of this test and a temporary folder of its own. */
function check(port = (registry.address() as AddressInfo).port) {
  const program = spawn(process.execPath, [join(ROOT, 'scripts/src/check-cdktn.ts')], {
    env: {
      ...process.env,
      TMPDIR: parent,
      npm_config_cache: join(parent, 'npm-cache'),
      npm_config_registry: `http://127.0.0.1:${port}/`,
      npm_config_update_notifier: 'false',
    },
  });
  const exited = Promise.all([
    text(program.stdout),
    text(program.stderr),
    new Promise<number | null>((resolve) => program.once('close', resolve)),
  ]).then(([output, errors, code]) => ({ output, errors, code, left: foldersLeft() }));
  return { program, exited };
}

const foldersLeft = () => readdirSync(parent).filter((name) => name.startsWith('check-cdktn'));

describe('check:cdktn', () => {
  it('says loudly that it was skipped where no registry answers', async () => {
    const { output, code, left } = await check(1).exited;

    expect(output).toBe(
      'SKIPPED the comparison of every stack with cdktn: the package registry cannot be reached (npm: ECONNREFUSED)\n',
    );
    expect(code).toBe(0);
    expect(left).toEqual([]);
  });

  it('fails where the registry answers that there is no such package', async () => {
    answer = (_, response) => response.writeHead(404).end('{}');
    const { output, errors, code, left } = await check().exited;

    expect(errors).toContain('error: npm install of npm:cdktn@');
    expect(errors).toContain('404');
    expect(output).toBe('');
    expect(code).toBe(1);
    expect(left).toEqual([]);
  });

  it('leaves nothing behind at Ctrl-C', async () => {
    const asked = new Promise<void>((resolve) => {
      answer = () => resolve();
    });
    const { program, exited } = check();
    await asked;
    expect(foldersLeft()).toHaveLength(1);
    program.kill('SIGINT');
    const { errors, code, left } = await exited;

    expect(errors).toBe('error: interrupted\n');
    expect(code).toBe(1);
    expect(left).toEqual([]);
  });
});
