import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { runSmoke } from '../src/smoke/run-smoke.ts';
import { createTarget } from '../src/smoke/target.ts';

const names = {
  region: 'us-east-1',
  accountId: '000000000000',
  ordersTable: 'orders',
  failedOrdersTable: 'failed-orders',
  orderQueue: 'order-queue',
  stateMachine: 'order-workflow',
  workflowType: 'STANDARD',
  workflowLogGroup: '/aws/vendedlogs/states/order-workflow',
  functionLogGroups: new Map(),
} as const;

/** The lines the smoke test prints for an API that answers everything alike. */
async function smokeAgainst(status: number, body: string): Promise<{ passed: boolean; lines: string[] }> {
  const server = createServer((_, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const lines: string[] = [];
  const target = createTarget({ apiUrl, endpoint: apiUrl, names, region: 'us-east-1', timeoutSeconds: 1 });
  const passed = await runSmoke(target, (line) => lines.push(line));
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return { passed, lines };
}

describe('runSmoke', () => {
  it('fails at the first step when the API does not answer 200, and says what it answered', async () => {
    const { passed, lines } = await smokeAgainst(503, 'down');

    expect(passed).toBe(false);
    expect(lines).toEqual([expect.stringMatching(/^FAIL {2}1\. .*expected HTTP 200, got 503: down/)]);
  });

  it('fails at the second step when nothing ran behind the API', async () => {
    const { passed, lines } = await smokeAgainst(200, '{"message":"Validation passed"}');

    expect(passed).toBe(false);
    expect(lines).toEqual([expect.stringMatching(/^ok {4}1\. /), expect.stringMatching(/^FAIL {2}2\. /)]);
  });
});
