import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FunctionSpec } from '../../src/stack/stack.ts';
import { createTestHost, type TestHost } from './test-host.ts';

const SOURCE = `export const handler = async (event) => {
  process.stdout.write('{"level":"INFO","message":"own line"}\\n{"_aws":{}}\\n');
  console.log('said', 1);
  console.debug('hidden');
  process.stdout.write('{"level":"debug","message":"hidden"}\\n');
  if (event.fails) throw new TypeError('no');
  if (event.hangs) await new Promise((resolve) => setTimeout(resolve, 60_000));
};`;

type JsonLogging = NonNullable<FunctionSpec['jsonLogging']>;

describe('the JSON log format', () => {
  let test: TestHost;
  beforeEach(async () => {
    test = await createTestHost();
  });
  afterEach(() => test.close());

  async function run(event: object, jsonLogging: JsonLogging) {
    await test.start([test.build('fn', SOURCE, { jsonLogging, timeoutSeconds: 'hangs' in event ? 1 : 30 })]);
    const { requestId } = await test.invoke('fn', event);
    return { requestId, lines: test.logs.messages('/aws/lambda/fn').map((line) => JSON.parse(line)) };
  }

  it('leaves lines that are JSON as they are, and wraps what console prints', async () => {
    const { requestId, lines } = await run({}, { systemLevel: 'WARN', applicationLevel: 'INFO' });

    expect(lines).toEqual([
      { level: 'INFO', message: 'own line' },
      { _aws: {} },
      { timestamp: expect.any(String), level: 'INFO', requestId, message: 'said 1' },
    ]);
  });

  it('tells of start and report at INFO', async () => {
    const { requestId, lines } = await run({}, { systemLevel: 'INFO', applicationLevel: 'ERROR' });

    expect(lines).toMatchObject([
      { type: 'platform.start', record: { requestId } },
      { type: 'platform.report', record: { requestId, status: 'success', metrics: { memorySizeMB: 128 } } },
    ]);
  });

  it('tells of a timeout at WARN too', async () => {
    const { requestId, lines } = await run(
      { hangs: true },
      { systemLevel: 'WARN', applicationLevel: 'ERROR' },
    );

    expect(lines).toMatchObject([{ type: 'platform.report', record: { requestId, status: 'timeout' } }]);
  });

  it('has the error a handler threw', async () => {
    const { lines } = await run({ fails: true }, { systemLevel: 'WARN', applicationLevel: 'ERROR' });

    expect(lines).toMatchObject([{ level: 'ERROR', message: expect.stringContaining('TypeError') }]);
  });
});
