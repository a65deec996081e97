import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runSmoke } from '../../src/smoke/run-smoke.ts';
import { createTarget } from '../../src/smoke/target.ts';
import { startTestSystem, type TestSystem } from './test-system.ts';

const SHOP = 'https://shop.example.com';

describe('an API set up as for production', () => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await startTestSystem({
      apiAuthorization: 'iam',
      workflowLogLevel: 'ERROR',
      corsAllowOrigins: [SHOP],
      fulfillmentSuccessRate: 1,
    });
  });
  afterAll(() => system.stop());

  it('passes the manual test plan, which says what this log level hides and makes no dead letter', async () => {
    const { apiUrl, gatewayUrl: endpoint, names } = system;
    const lines: string[] = [];
    const target = createTarget({
      apiUrl,
      endpoint,
      names,
      region: names.region,
      timeoutSeconds: 50,
      deadLetter: false,
    });
    const passed = await runSmoke(target, (line) => lines.push(line));

    expect(passed).toBe(true);
    expect(lines.map((line) => line.slice(0, 8))).toEqual([
      'ok    1.',
      'part  2.',
      'part  3.',
      'ok    4.',
      'part  5.',
      'part  6.',
      '6 of 6 s',
    ]);
    expect(lines[1]).toContain(
      'not seen: the states passed: the workflow is EXPRESS and logs at level ERROR',
    );
    expect(lines.at(-1)).toBe('6 of 6 steps passed, 4 of them as far as can be seen');
  });

  it('logs each request, and nothing of what it holds', async () => {
    await system.place({ order_id: 'logged', product: 'Pen', quantity: 2 });
    const entries = system.logged.filter((line) => line.includes('"routeKey":"POST /order"'));

    expect(JSON.parse(entries.at(-1) ?? 'null')).toMatchObject({
      ip: '127.0.0.1',
      httpMethod: 'POST',
      status: '200',
      integrationStatus: '200',
      integrationError: '-',
    });
    expect(entries.join('\n')).not.toMatch(/AWS4|Pen|logged/);
  });

  it('tells a browser that pages of the shop may place orders and read where they are', async () => {
    const preflight = await fetch(`${system.apiUrl}/order`, {
      method: 'OPTIONS',
      headers: { origin: SHOP, 'access-control-request-method': 'POST' },
    });
    const order = JSON.stringify({ order_id: 'from-the-shop', product: 'Pen', quantity: 2 });
    const { headers } = await system.post(order, { origin: SHOP });

    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET,POST');
    expect(preflight.headers.get('access-control-allow-headers')).toMatch(/Authorization.*X-Amz-Date/);
    expect(headers.get('access-control-allow-origin')).toBe(SHOP);
    expect(headers.get('access-control-expose-headers')).toBe('Location,Idempotent-Replayed,Retry-After');
  });
});
