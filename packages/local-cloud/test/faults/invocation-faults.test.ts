import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createFaultInjector } from '../../src/faults/fault-injector.ts';
import type { FaultKind } from '../../src/faults/fault-kinds.ts';
import { createGateway, type Gateway } from '../../src/gateway/gateway.ts';
import { jsonResponse } from '../../src/gateway/json-protocol.ts';
import { createTestHost, type TestHost } from '../lambda/test-host.ts';

/** Makes `calls` AWS calls one after the other, each told by its number, as an SDK would make them. */
const CALLING = `
  const { AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SESSION_TOKEN } = process.env;
  export const handler = async ({ calls = 0, name }) => {
    console.log('handling ' + name);
    for (let number = 1; number <= calls; number++) {
      await fetch(AWS_ENDPOINT_URL, {
        method: 'POST',
        headers: {
          authorization: 'AWS4-HMAC-SHA256 Credential=' + AWS_ACCESS_KEY_ID + '/20260101/eu-central-1/dynamodb/aws4_request',
          'x-amz-security-token': AWS_SESSION_TOKEN,
          'x-amz-target': 'DynamoDB_20120810.PutItem',
        },
        body: JSON.stringify({ name, number }),
      });
    }
    return name;
  };`;

describe('faults of invocations', () => {
  let test: TestHost;
  let gateway: Gateway;
  /** What DynamoDB was told, by invocation. */
  let effects: { readonly name: string; readonly number: number }[];
  let injector: ReturnType<typeof createFaultInjector>;

  beforeEach(async () => {
    test = await createTestHost();
    effects = [];
    injector = createFaultInjector({ timeScale: 1000 });
    gateway = createGateway({
      services: {
        dynamodb: async ({ body }) => {
          effects.push(JSON.parse(body.toString()));
          return jsonResponse({});
        },
      },
      links: [injector.link],
      principals: () => 'arn:aws:iam::000000000000:role/worker',
    });
    const port = await gateway.listen(0);
    await test.start([test.build('worker', CALLING, { timeoutSeconds: 30 })], {
      endpointUrl: `http://127.0.0.1:${port}`,
      watchInvocation: injector.watchInvocation,
    });
  });

  afterEach(async () => {
    injector.control.stop();
    await test.close();
    await gateway.close();
  });

  const start = (kind: FaultKind, seed = 7) => injector.control.start({ seed, rate: 1, kinds: [kind] });
  const effectsOf = (name: string) => effects.filter((effect) => effect.name === name).length;
  const logged = (text: string) =>
    test.logs.messages('/aws/lambda/worker').filter((line) => line.includes(text)).length;
  const crash = (requestId: string) => ({
    errorType: 'Runtime.ExitError',
    errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`,
  });

  it('kill-before ends an environment, new or not, before the handler gets the event', async () => {
    await test.invoke('worker', { name: 'warm' });
    start('kill-before');
    const reused = await test.invoke('worker', { name: 'reused', calls: 1 });
    const fresh = await test.invoke('worker', { name: 'fresh', calls: 1 });
    injector.control.stop();

    expect(reused).toMatchObject({ functionError: 'Unhandled', output: crash(reused.requestId) });
    expect(fresh).toMatchObject({ functionError: 'Unhandled', output: crash(fresh.requestId) });
    expect([logged('handling warm'), logged('handling reused'), logged('handling fresh')]).toEqual([1, 0, 0]);
    expect(effects).toEqual([]);
    expect((await test.invoke('worker', { name: 'next' })).output).toBe('next');
    expect(logged(`${crash(reused.requestId).errorMessage}`)).toBe(1);
    expect(logged(`REPORT RequestId: ${reused.requestId}`)).toBe(1);
  });

  it('kill-during ends an environment at an AWS call, which had its effect or had not', async () => {
    const ends = new Set<string>();
    for (let seed = 1; ends.size < 2; seed++) {
      const name = `during ${seed}`;
      start('kill-during', seed);
      const { requestId, functionError, output } = await test.invoke('worker', { name, calls: 4 });
      const [fault] = injector.control.injected();
      const side = String(fault?.detail).split(' ')[0] ?? '';
      ends.add(side);

      expect([functionError, output]).toEqual(['Unhandled', crash(requestId)]);
      expect(fault).toMatchObject({ kind: 'kill-during', target: 'worker' });
      expect(fault?.detail).toBe(`${side} dynamodb:PutItem`);
      // Every call before the last was answered; the last is in only when the end came after its effect.
      const last = effects.filter((effect) => effect.name === name).at(-1)?.number ?? 0;
      expect(effectsOf(name)).toBe(last);
      expect(last).toBeGreaterThanOrEqual(side === 'after' ? 1 : 0);
      expect(last).toBeLessThanOrEqual(side === 'after' ? 4 : 3);
    }
    expect([...ends].sort()).toEqual(['after', 'before']);
  });

  it('kill-during ends an invocation without calls as it answers', async () => {
    start('kill-during');
    const { requestId, output } = await test.invoke('worker', { name: 'idle' });

    expect(output).toEqual(crash(requestId));
    expect(injector.control.injected()).toMatchObject([
      { kind: 'kill-during', detail: 'with the answer lost' },
    ]);
  });

  it('kill-after loses the answer of a handler that has done everything', async () => {
    start('kill-after');
    const { requestId, functionError, output } = await test.invoke('worker', { name: 'done', calls: 3 });
    injector.control.stop();

    expect([functionError, output]).toEqual(['Unhandled', crash(requestId)]);
    expect(effectsOf('done')).toBe(3);
    expect((await test.invoke('worker', { name: 'next' })).output).toBe('next');
    expect(test.logs.streams('/aws/lambda/worker')).toHaveLength(2);
  });

  it('timeout answers and logs a timeout at once, at each of its points', async () => {
    const points = new Set<string>();
    for (let seed = 1; points.size < 4; seed++) {
      start('timeout', seed);
      const { requestId, output } = await test.invoke('worker', { name: `slow ${seed}`, calls: 4 });
      points.add(String(injector.control.injected()[0]?.detail));

      expect(output).toEqual({
        errorType: 'Sandbox.Timedout',
        errorMessage: `RequestId: ${requestId} Error: Task timed out after 30.00 seconds`,
      });
      expect(logged(`${requestId} Task timed out after 30.00 seconds`)).toBe(1);
    }
    expect([...points].sort()).toEqual([
      'after dynamodb:PutItem',
      'before dynamodb:PutItem',
      'before the handler',
      'with the answer lost',
    ]);
  });

  it('hurts no other invocation that runs at the same time', async () => {
    injector.control.start({
      seed: 3,
      rate: 0.5,
      kinds: ['kill-before', 'kill-during', 'kill-after', 'timeout'],
    });
    const names = Array.from({ length: 12 }, (_, index) => `job ${index}`);
    const results = await Promise.all(names.map((name) => test.invoke('worker', { name, calls: 2 })));
    const killed = injector.control.injected().length;

    expect(killed).toBeGreaterThan(0);
    expect(results.filter(({ functionError }) => functionError !== undefined)).toHaveLength(killed);
    for (const [index, name] of names.entries()) {
      if (results[index]?.functionError) continue;
      expect(results[index]?.output).toBe(name);
      expect(effectsOf(name)).toBe(2);
    }
  });

  it('does nothing after the stop, even to an invocation whose end was drawn', async () => {
    await test.invoke('worker', { name: 'warm' });
    start('kill-after');
    const running = test.invoke('worker', { name: 'spared' });
    injector.control.stop();

    expect((await running).output).toBe('spared');
    expect(injector.control.injected()).toEqual([]);
  });
});
