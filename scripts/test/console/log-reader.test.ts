import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LogReader } from '../../src/console/log-reader.ts';

let server: Server;
let client: CloudWatchLogsClient;
/** What the log group holds, and what it was asked for. */
let stored: { eventId: string; timestamp: number; message: string }[] = [];
let asked: { startTime: number; filterPattern: string }[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const query = (await json(request)) as (typeof asked)[number];
    asked.push(query);
    const events = stored.filter(({ timestamp }) => timestamp >= query.startTime);
    response.setHeader('content-type', 'application/x-amz-json-1.1').end(JSON.stringify({ events }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const credentials = { accessKeyId: 'developer', secretAccessKey: 'local' };
  client = new CloudWatchLogsClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-west-1',
    credentials,
  });
});

afterAll(() => {
  client.destroy();
  server.close();
});

const event = (id: number, timestamp: number, message = `{"id":${id}}`) => ({
  eventId: String(id),
  timestamp,
  message,
});

const idsOf = (lines: readonly { fields: Readonly<Record<string, unknown>> }[]) =>
  lines.map(({ fields }) => fields.id);

describe('LogReader', () => {
  it('reads what is new when a search is repeated, and keeps what the log group has dropped', async () => {
    const reader = new LogReader(client);
    const now = Date.now();
    asked = [];
    stored = [event(1, now - 60_000), event(2, now), event(3, now, 'START'), event(4, now, '{"cut')];
    const first = await reader.read('group', 'a "quoted" \\ term');
    stored = [event(2, now), event(5, now + 1)];
    const second = await reader.read('group', 'a "quoted" \\ term');

    expect(idsOf(first)).toEqual([1, 2]);
    expect(idsOf(second)).toEqual([1, 2, 5]);
    expect(asked[0]).toMatchObject({ startTime: 0, filterPattern: '"a \\"quoted\\" \\\\ term"' });
    expect(asked[1]?.startTime).toBeGreaterThan(now - 60_000);
    expect(asked[1]?.startTime).toBeLessThan(now);
  });

  it('keeps the last lines of a search, and the last searches', async () => {
    const reader = new LogReader(client);
    stored = Array.from({ length: 3000 }, (_, id) => event(id, 1));
    const lines = await reader.read('group', 'busy');
    stored = [];
    for (let n = 0; n < 79; n += 1) await reader.read('group', `other ${n}`);
    const remembered = await reader.read('group', 'busy');
    for (let n = 0; n < 80; n += 1) await reader.read('group', `another ${n}`);

    expect(lines).toHaveLength(1000);
    expect(lines.at(-1)?.fields.id).toBe(2999);
    expect(remembered).toHaveLength(1000);
    expect(await reader.read('group', 'busy')).toEqual([]);
  });
});
