import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { credentialsOf } from '../../src/gateway/credentials.ts';
import { createTestHost, type TestHost } from './test-host.ts';

describe('startExecutionEnvironment', () => {
  let test: TestHost;

  beforeEach(async () => {
    test = await createTestHost();
  });

  afterEach(() => test.close());

  describe('failures', () => {
    it('answers what the handler threw with its type, message and trace', async () => {
      const source =
        'class OrderError extends Error { name = "OrderError" } export const handler = async () => { throw new OrderError("no stock"); };';
      await test.start([test.build('failing', source)]);

      const { functionError, output } = await test.invoke('failing');

      expect(functionError).toBe('Unhandled');
      expect(output).toMatchObject({ errorType: 'OrderError', errorMessage: 'no stock' });
      expect(output.trace[0]).toContain('no stock');
      expect(
        test.logs.messages('/aws/lambda/failing').filter((line) => line.includes('Invoke Error')),
      ).toHaveLength(1);
    });

    it('ends a function that runs over its timeout, and only that one', async () => {
      await test.start([
        test.build('slow', 'export const handler = async (event) => { while (event.spin); };', {
          timeoutSeconds: 0.5,
        }),
        test.build('fine', 'export const handler = async () => "fine";'),
      ]);

      const slow = test.invoke('slow', { spin: true });
      expect((await test.invoke('fine')).output).toBe('fine');
      const { requestId, output } = await slow;

      expect(output).toEqual({
        errorType: 'Sandbox.Timedout',
        errorMessage: `RequestId: ${requestId} Error: Task timed out after 0.50 seconds`,
      });
      const lines = test.logs.messages('/aws/lambda/slow');
      expect(
        lines.filter((line) => line.endsWith(`${requestId} Task timed out after 0.50 seconds`)),
      ).toHaveLength(1);
      expect(lines.at(-1)).toMatch(/^REPORT .*\tStatus: timeout$/);
      expect((await test.invoke('slow')).functionError).toBeUndefined();
    });

    it.each([
      ['process.exit(1)', 'exit status 1'],
      ['process.kill(process.pid, "SIGKILL")', 'signal: killed'],
    ])('answers an exit of the process during the invocation: %s', async (statement, reason) => {
      const source = `export const handler = async (event) => { if (event.end) { ${statement}; await new Promise(() => setInterval(() => {}, 1000)); } return 1; };`;
      await test.start([test.build('exiting', source)]);

      const { requestId, functionError, output } = await test.invoke('exiting', { end: true });

      expect(functionError).toBe('Unhandled');
      expect(output).toEqual({
        errorType: 'Runtime.ExitError',
        errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: ${reason}`,
      });
      expect((await test.invoke('exiting')).output).toBe(1);
    });

    it.each([
      ['an import that throws', 'throw new TypeError("no table name");', 'TypeError', 'no table name'],
      [
        'a missing handler',
        'export const other = 1;',
        'Runtime.HandlerNotFound',
        'index.handler is undefined or not exported',
      ],
      ['a syntax error', 'export const handler = ;', 'Runtime.UserCodeSyntaxError', 'SyntaxError'],
      [
        'a callback handler',
        'export const handler = (a, b, callback) => callback();',
        'Runtime.CallbackHandlerDeprecated',
        'callback-based',
      ],
    ])('answers and logs a failed init: %s', async (_case, source, errorType, message) => {
      await test.start([test.build('broken', source)]);

      const first = await test.invoke('broken');
      const second = await test.invoke('broken');

      expect(first.functionError).toBe('Unhandled');
      expect(first.output.errorType).toBe(errorType);
      expect(first.output.errorMessage).toContain(message);
      expect(second.output.errorType).toBe(errorType);
      expect(test.logs.streams('/aws/lambda/broken')).toHaveLength(2);
      const lines = test.logs.messages('/aws/lambda/broken');
      expect(lines.filter((line) => line.includes('Uncaught Exception'))).toHaveLength(2);
      expect(lines.filter((line) => line.startsWith('INIT_REPORT'))).toHaveLength(2);
    });

    it('answers a module that is not in the package', async () => {
      await test.start([test.build('misnamed', '', { handler: 'main.handler' })]);

      const { output } = await test.invoke('misnamed');

      expect(output).toMatchObject({
        errorType: 'Runtime.ImportModuleError',
        errorMessage: "Error: Cannot find module 'main'",
      });
    });

    it('ends an init that takes too long', async () => {
      await test.start([test.build('stuck', 'for (;;);')], { initTimeoutSeconds: 0.3 });

      const { output } = await test.invoke('stuck');

      expect(output.errorType).toBe('Sandbox.Timedout');
    });

    it('answers an unhandled rejection and starts afresh', async () => {
      const source =
        'export const handler = async (event) => { if (event.leak) { Promise.reject(new Error("leaked")); await new Promise((resolve) => setTimeout(resolve, 5000)); } return "fresh"; };';
      await test.start([test.build('leaking', source)]);

      const { functionError, output } = await test.invoke('leaking', { leak: true });

      expect(functionError).toBe('Unhandled');
      expect(output).toMatchObject({
        errorType: 'Runtime.UnhandledPromiseRejection',
        errorMessage: 'Error: leaked',
      });
      expect((await test.invoke('leaking')).output).toBe('fresh');
    });

    it('answers a promise that can never settle', async () => {
      await test.start([test.build('forgetful', 'export const handler = () => new Promise(() => {});')]);

      const first = await test.invoke('forgetful');
      const second = await test.invoke('forgetful');

      expect(first.output.errorType).toBe('Runtime.NodeJsExit');
      expect(second.output.errorType).toBe('Runtime.NodeJsExit');
    });
  });

  describe('surroundings', () => {
    it('shows a function its own variables, those of Lambda, and nothing else', async () => {
      process.env.LEAKED_VARIABLE = 'leaked';
      const spec = test.build('isolated', 'export const handler = async () => process.env;', {
        environment: { TABLE_NAME: 'orders' },
      });
      await test.start([spec]);

      const { output } = await test.invoke('isolated');
      delete process.env.LEAKED_VARIABLE;

      expect(Object.keys(output).sort()).toEqual([
        'AWS_ACCESS_KEY_ID',
        'AWS_DEFAULT_REGION',
        'AWS_ENDPOINT_URL',
        'AWS_EXECUTION_ENV',
        'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
        'AWS_LAMBDA_FUNCTION_NAME',
        'AWS_LAMBDA_FUNCTION_VERSION',
        'AWS_LAMBDA_LOG_GROUP_NAME',
        'AWS_LAMBDA_LOG_STREAM_NAME',
        'AWS_LAMBDA_RUNTIME_API',
        'AWS_REGION',
        'AWS_SECRET_ACCESS_KEY',
        'AWS_SESSION_TOKEN',
        'LAMBDA_TASK_ROOT',
        'LANG',
        'PATH',
        'TABLE_NAME',
        'TZ',
        '_HANDLER',
      ]);
      expect(output).toMatchObject({
        TABLE_NAME: 'orders',
        AWS_REGION: 'eu-central-1',
        AWS_ENDPOINT_URL: 'http://aws.localhost:4566',
        AWS_ACCESS_KEY_ID: credentialsOf(spec.roleArn).accessKeyId,
      });
    });

    it('resolves every name under localhost to this machine', async () => {
      const server = createServer((request, response) => response.end(request.headers.host));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const source = `
        import dns, { lookup } from 'node:dns';
        import { get } from 'node:http';
        const text = (url) => new Promise((resolve, reject) => get(url, (response) => response.setEncoding('utf8').on('data', resolve)).on('error', reject));
        const found = (...parameters) => new Promise((resolve) => lookup(...parameters, (error, ...result) => resolve(result)));
        export const handler = async ({ port }) => ({
          http: await text(\`http://sync-aws.localhost:\${port}\`),
          fetched: await (await fetch(\`http://deep.aws.localhost:\${port}\`)).text(),
          plain: await found('a.localhost'),
          all: await found('a.localhost', { all: true }),
          family: await found('a.localhost', 4),
        });`;
      await test.start([test.build('resolving', source)]);

      const { output } = await test.invoke('resolving', { port });
      server.closeAllConnections();
      server.close();

      expect(output).toEqual({
        http: `sync-aws.localhost:${port}`,
        fetched: `deep.aws.localhost:${port}`,
        plain: ['127.0.0.1', 4],
        all: [[{ address: '127.0.0.1', family: 4 }]],
        family: ['127.0.0.1', 4],
      });
    });
  });
});
