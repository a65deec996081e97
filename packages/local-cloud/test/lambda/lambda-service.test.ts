import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  GetFunctionCommand,
  InvokeCommand,
  type InvokeCommandInput,
  LambdaClient,
  ListFunctionsCommand,
} from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AwsService } from '../../src/gateway/aws-call.ts';
import { AwsError, toErrorResponse } from '../../src/gateway/aws-error.ts';
import { invokeFunction } from '../../src/lambda/invoke-function.ts';
import { createLambdaService } from '../../src/lambda/lambda-service.ts';
import { createTestHost, type TestHost } from './test-host.ts';

const ECHO =
  'export const handler = async (event) => { if (event.fail) throw new Error("failed"); return event; };';

describe('createLambdaService', () => {
  let test: TestHost;
  let service: AwsService;
  let server: Server;
  let client: LambdaClient;
  let problems: string[];

  beforeEach(async () => {
    test = await createTestHost();
    problems = [];
    const host = await test.start([
      test.build('echo', ECHO),
      test.build('closed', ECHO, { reservedConcurrentExecutions: 0 }),
      test.build('gated', test.gate.source),
    ]);
    service = createLambdaService({ host, reportProblem: (message) => void problems.push(message) });
    server = await serve(service);
    client = new LambdaClient({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      maxAttempts: 1,
    });
  });

  afterEach(async () => {
    client.destroy();
    server.close();
    await test.close();
  });

  const invoke = async (input: InvokeCommandInput) => {
    const output = await client.send(new InvokeCommand(input));
    return { ...output, text: output.Payload?.transformToString() };
  };

  it.each([
    ['its name', 'echo'],
    ['its ARN', 'arn:aws:lambda:eu-central-1:123456789012:function:echo'],
    ['a partial ARN', '123456789012:function:echo'],
    ['a qualifier', 'echo:$LATEST'],
  ])('invokes a function by %s', async (_case, FunctionName) => {
    const output = await invoke({ FunctionName, Payload: Buffer.from('{"n":1}') });

    expect(output).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST', text: '{"n":1}' });
    expect(output.FunctionError).toBeUndefined();
  });

  it('gives a function without a payload an empty event', async () => {
    expect((await invoke({ FunctionName: 'echo' })).text).toBe('{}');
  });

  it('says when the function failed', async () => {
    const output = await invoke({ FunctionName: 'echo', Payload: Buffer.from('{"fail":true}') });

    expect(output).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(JSON.parse(String(output.text))).toMatchObject({ errorType: 'Error', errorMessage: 'failed' });
  });

  it('answers an Event invocation before the function has run', async () => {
    const Payload = Buffer.from('{"name":"a"}');

    const output = await invoke({ FunctionName: 'gated', InvocationType: 'Event', Payload });

    expect(output.StatusCode).toBe(202);
    await test.gate.entered('a');
    test.gate.release('a');
  });

  it('reports an Event invocation that could not run', async () => {
    await invoke({ FunctionName: 'closed', InvocationType: 'Event' });

    expect(problems).toEqual([
      'an asynchronous invocation of closed was not run: TooManyRequestsException: Rate Exceeded.',
    ]);
  });

  it('runs nothing for a DryRun', async () => {
    const output = await invoke({ FunctionName: 'echo', InvocationType: 'DryRun' });

    expect(output.StatusCode).toBe(204);
    expect(test.logs.messages('/aws/lambda/echo')).toEqual([]);
  });

  it.each([
    ['an unknown function', { FunctionName: 'absent' }, 'ResourceNotFoundException'],
    ['an unknown version', { FunctionName: 'echo', Qualifier: '3' }, 'ResourceNotFoundException'],
    [
      'a payload that is not JSON',
      { FunctionName: 'echo', Payload: Buffer.from('{') },
      'InvalidRequestContentException',
    ],
    ['a function at its reserved concurrency', { FunctionName: 'closed' }, 'TooManyRequestsException'],
  ])('refuses %s', async (_case, input, name) => {
    await expect(invoke(input)).rejects.toMatchObject({ name });
  });

  it('gives the reason of a throttle', async () => {
    await expect(invoke({ FunctionName: 'closed' })).rejects.toMatchObject({
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      message: 'Rate Exceeded.',
    });
  });

  it('lists and describes the functions of the stack', async () => {
    const { Functions } = await client.send(new ListFunctionsCommand({}));
    const { Configuration } = await client.send(new GetFunctionCommand({ FunctionName: 'echo' }));

    expect(Functions?.map(({ FunctionName }) => FunctionName)).toEqual(['echo', 'closed', 'gated']);
    expect(Configuration).toMatchObject({ FunctionName: 'echo', Runtime: 'nodejs24.x', Timeout: 30 });
  });

  it('serves callers in the same process through invokeFunction', async () => {
    const request = { principal: 'events.amazonaws.com', payload: '{"n":2}' };

    const output = await invokeFunction(service, { ...request, functionName: 'echo' });

    expect(output).toMatchObject({ statusCode: 200, payload: '{"n":2}', functionError: undefined });
    await expect(invokeFunction(service, { ...request, functionName: 'closed' })).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      statusCode: 429,
    });
  });
});

async function serve(service: AwsService): Promise<Server> {
  const server = createServer(async (request, response) => {
    const { method = '', url: path = '', headers } = request;
    const body = Buffer.concat(await request.toArray());
    const call = { service: 'lambda', action: '', principal: 'test', method, path, body };
    const answer = await service({ ...call, headers: headers as Record<string, string> }).catch((error) => {
      if (error instanceof AwsError) return toErrorResponse(error);
      throw error;
    });
    response.writeHead(answer.statusCode, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
