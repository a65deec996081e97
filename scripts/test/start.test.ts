import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ROOT } from '../src/repository.ts';

const WRONG_ENVIRONMENT = { CDKTF_CONTEXT_JSON: '{"fulfillmentSuccessRate":2}' };

let program: ChildProcess | undefined;
afterEach(() => {
  program?.kill('SIGKILL');
});

/** Runs `start` and collects what it prints. */
function start(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [join(ROOT, 'scripts/src/start.ts'), ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  program = child;
  let output = '';
  const printed = (text: string) =>
    new Promise<string>((resolve) => {
      const read = (chunk: Buffer | string) => {
        output += chunk;
        if (output.includes(text)) resolve(output);
      };
      read('');
      child.stdout.on('data', read);
      child.once('close', () => resolve(output));
    });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  const exited = once(child, 'close').then(([code]) => ({ code, output }));
  return { child, printed, exited };
}

describe('start', () => {
  it('says that IAM is not enforced when it is not', async () => {
    const { printed } = start(['--port', '0', '--gateway-port', '0', '--console-port', '0', '--no-iam']);

    expect(await printed('Stop it with Ctrl-C')).toMatch(/IAM\s+off \(--no-iam\)/);
  });

  it('names the routes that are open here and not on AWS', async () => {
    const CDKTF_CONTEXT_JSON = '{"apiAuthorization":"iam"}';
    const { printed } = start(['--port', '0', '--gateway-port', '0', '--console-port', '0'], {
      CDKTF_CONTEXT_JSON,
    });

    expect(await printed('Stop it with Ctrl-C')).toMatch(/not asked\s+.*AWS_IAM of POST \/order,/);
  });

  it('prints where things are and what took how long, and ends cleanly at Ctrl-C', async () => {
    const { child, printed, exited } = start(['--port', '0', '--gateway-port', '0', '--console-port', '0']);
    const banner = await printed('Stop it with Ctrl-C');
    const apiUrl = /order API\s+(\S+)/.exec(banner)?.[1];
    const order = { order_id: 'started', product: 'Pen', quantity: 1 };
    const answer = await fetch(`${apiUrl}/order`, { method: 'POST', body: JSON.stringify(order) });
    const consoleUrl = /console\s+(http\S+\/console)/.exec(banner)?.[1];
    const page = await fetch(`${consoleUrl}`);
    const state = await fetch(`${consoleUrl}/local/state`);
    const { costs } = (await state.json()) as { costs: { orders: number } };
    child.kill('SIGINT');
    const { code, output } = await exited;

    expect(page).toMatchObject({ status: 200, redirected: true });
    expect(await page.text()).toContain('<div id="root">');
    expect(costs.orders).toBe(1);
    expect(banner).toMatch(/bundle [\d.]+ s, synthesize [\d.]+ s, start [\d.]+ s, console [\d.]+ s/);
    expect(banner).toMatch(/IAM\s+enforced: \d+ permissions of \d+ roles and \d+ resource policies/);
    expect(banner).toMatch(/AWS APIs\s+http:\/\/127\.0\.0\.1:\d+/);
    expect(answer.status).toBe(200);
    expect(output).toContain('stopped');
    expect(code).toBe(0);
  });

  it.each(['--port', '--gateway-port', '--console-port'])(
    'says which port is in use and that %s chooses another, before it looks at anything else',
    async (flag) => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as { port: number };
      const ports = { '--port': '0', '--gateway-port': '0', '--console-port': '0', [flag]: String(port) };
      const { code, output } = await start(Object.entries(ports).flat(), WRONG_ENVIRONMENT).exited;
      server.close();

      expect(output).toContain(`error: port ${port} is in use`);
      expect(output).toContain(`choose another one with ${flag}`);
      expect(code).toBe(1);
    },
  );

  it('names file, key, value and what is allowed when the environment is wrong', async () => {
    const ports = ['--port', '0', '--gateway-port', '0', '--console-port', '0'];
    const { code, output } = await start(ports, WRONG_ENVIRONMENT).exited;

    expect(output).toMatch(/local\.tfvars\.json.*fulfillmentSuccessRate must be a number from 0 to 1, got 2/);
    expect(output).not.toMatch(/\n\s+at /);
    expect(code).toBe(1);
  });
});
