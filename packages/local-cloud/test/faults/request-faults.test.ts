import { afterEach, describe, expect, it } from '@jest/globals';
import { createFaultInjector } from '../../src/faults/fault-injector.ts';
import type { FaultKind } from '../../src/faults/fault-kinds.ts';
import { returning, startTestApi, type TestApi } from '../http-api/test-api.ts';

const accessLog = { logGroupName: '/api', format: '$context.status' };

let api: TestApi | undefined;

afterEach(() => api?.stop());

/** An API of which the client meets faults of this kind, and the requests that its function got. */
async function start(kind: FaultKind) {
  const injector = createFaultInjector({ timeScale: 1000 });
  injector.control.start({ seed: 7, rate: 1, kinds: [kind] });
  const bodies: string[] = [];
  api = await startTestApi(
    (call) => {
      bodies.push(JSON.parse(call.body.toString()).body);
      return returning({ statusCode: 201, body: 'placed' })(call);
    },
    { accessLog, injectFault: injector.injectRequestFault },
  );
  const { url, logged } = api;
  const post = () =>
    fetch(`${url}/order`, { method: 'POST', body: 'pen', headers: { 'content-type': 'text/plain' } });
  return { injector, bodies, post, logged: () => logged('/api') };
}

describe('faults of requests', () => {
  it.each([
    ['throttle', 429, 'Too Many Requests'],
    ['error', 503, 'Service Unavailable'],
  ] as const)('%s answers %d in place of the function', async (kind, status, message) => {
    const { injector, bodies, post, logged } = await start(kind);
    const answer = await post();

    expect([answer.status, await answer.json()]).toEqual([status, { message }]);
    expect(bodies).toEqual([]);
    expect(logged()).toEqual([String(status)]);
    expect(injector.control.injected()).toMatchObject([
      { kind, target: 'execute-api:Invoke', detail: 'POST /order' },
    ]);
  });

  it('reset-before breaks the connection before the function is invoked', async () => {
    const { bodies, post } = await start('reset-before');

    await expect(post()).rejects.toMatchObject({ cause: { message: 'other side closed' } });
    expect(bodies).toEqual([]);
  });

  it('reset-after breaks the connection after the function has answered', async () => {
    const { bodies, post, logged } = await start('reset-after');

    await expect(post()).rejects.toMatchObject({ cause: { message: 'other side closed' } });
    expect(bodies).toEqual(['pen']);
    expect(logged()).toEqual(['201']);
  });

  it('latency lets the request come through', async () => {
    const { injector, post } = await start('latency');

    expect((await post()).status).toBe(201);
    expect(injector.control.counts().latency).toBe(1);
  });

  it('are none after the stop', async () => {
    const { injector, post } = await start('reset-before');
    injector.control.stop();

    expect((await post()).status).toBe(201);
  });
});
