import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestHost, type TestHost } from './test-host.ts';

describe('an invocation', () => {
  let test: TestHost;

  beforeEach(async () => {
    test = await createTestHost();
  });

  afterEach(() => test.close());

  describe('results', () => {
    it.each([
      ['undefined', 'undefined', null],
      ['a plain value of a synchronous handler', '"text"', 'text'],
      ['a function', '() => 1', null],
    ])('turns %s into JSON', async (_case, expression, expected) => {
      await test.start([test.build('returning', `export const handler = () => (${expression});`)]);

      const { functionError, output } = await test.invoke('returning');

      expect(functionError).toBeUndefined();
      expect(output).toBe(expected);
    });

    it.each([
      ['a BigInt', '1n'],
      ['a circle', '(() => { const circle = {}; circle.self = circle; return circle; })()'],
    ])('fails on %s, which JSON cannot hold', async (_case, expression) => {
      await test.start([test.build('returning', `export const handler = async () => (${expression});`)]);

      const { functionError, output } = await test.invoke('returning');

      expect(functionError).toBe('Unhandled');
      expect(output.errorType).toBe('Runtime.JSONStringifyError');
    });

    it('refuses a response over 6 MB and keeps the environment', async () => {
      const source = 'export const handler = async (event) => "x".repeat(event.length);';
      await test.start([test.build('verbose', source)]);

      expect((await test.invoke('verbose', { length: 6_291_555 })).output.errorType).toBe(
        'Function.ResponseSizeTooLarge',
      );
      expect((await test.invoke('verbose', { length: 6_291_554 })).output).toHaveLength(6_291_554);
      expect(test.logs.streams('/aws/lambda/verbose')).toHaveLength(1);
    });

    it('refuses a payload over 6 MB and an unknown function', async () => {
      const host = await test.start([test.build('known', 'export const handler = async () => 1;')]);

      await expect(host.invoke('known', 'x'.repeat(6_291_457))).rejects.toMatchObject({
        name: 'RequestTooLargeException',
        statusCode: 413,
      });
      await expect(host.invoke('unknown', '{}')).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        statusCode: 404,
      });
    });

    it('gives the handler the context of its invocation', async () => {
      const source =
        'export const handler = async (event, context) => ({ ...context, remaining: context.getRemainingTimeInMillis() });';
      await test.start([test.build('contextual', source)]);

      const { requestId, output } = await test.invoke('contextual');

      expect(output).toMatchObject({
        awsRequestId: requestId,
        functionName: 'contextual',
        functionVersion: '$LATEST',
        invokedFunctionArn: 'arn:aws:lambda:eu-central-1:123456789012:function:contextual',
        memoryLimitInMB: '128',
        logGroupName: '/aws/lambda/contextual',
        logStreamName: test.logs.streams('/aws/lambda/contextual')[0],
        callbackWaitsForEmptyEventLoop: true,
      });
      expect(output.remaining).toBeLessThanOrEqual(30_000);
      expect(output.remaining).toBeGreaterThan(0);
    });
  });

  describe('logs', () => {
    it('holds every line of an invocation, between START and REPORT, when invoke() answers', async () => {
      const source = `export const handler = async (event) => {
        for (let line = 0; line < event.lines; line++) {
          process[line % 2 ? 'stderr' : 'stdout'].write('line ' + line + '\\n');
        }
        process.stdout.write('no line break');
      };`;
      await test.start([test.build('chatty', source)]);

      for (const lines of [1, 2000, 3]) {
        const before = test.logs.messages('/aws/lambda/chatty').length;
        const { requestId } = await test.invoke('chatty', { lines });

        const messages = test.logs.messages('/aws/lambda/chatty').slice(before);
        expect(messages[0]).toBe(`START RequestId: ${requestId} Version: $LATEST`);
        expect(messages.filter((message) => /^line \d+$/.test(message))).toHaveLength(lines);
        expect(messages.filter((message) => message === 'no line break')).toHaveLength(1);
        expect(messages.at(-2)).toBe(`END RequestId: ${requestId}`);
        expect(messages.at(-1)).toMatch(
          /^REPORT RequestId: \S+\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB/,
        );
      }
      const reports = test.logs
        .messages('/aws/lambda/chatty')
        .filter((message) => message.startsWith('REPORT'));
      expect(reports.map((report) => report.includes('Init Duration'))).toEqual([true, false, false]);
    });

    it('writes console calls as Lambda does, one event each', async () => {
      await test.start([
        test.build('console', 'export const handler = async () => { console.log("a %d\\nb", 1); };'),
      ]);

      const { requestId } = await test.invoke('console');

      const line = test.logs.messages('/aws/lambda/console').find((message) => message.includes('INFO'));
      expect(line?.split('\t').slice(1)).toEqual([requestId, 'INFO', 'a 1\rb']);
    });

    it('keeps what was printed before a crash', async () => {
      await test.start([
        test.build(
          'crashing',
          'export const handler = async () => { process.stdout.write("last words\\n"); process.abort(); };',
        ),
      ]);

      const { output } = await test.invoke('crashing');

      expect(output.errorMessage).toContain('signal: aborted');
      const messages = test.logs.messages('/aws/lambda/crashing');
      expect(messages).toContain('last words');
      expect(messages.at(-1)).toMatch(/^REPORT .*\tStatus: error\tError Type: Runtime.ExitError$/);
    });
  });
});
