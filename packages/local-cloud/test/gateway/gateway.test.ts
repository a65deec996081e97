import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { AwsCall, AwsService } from '../../src/gateway/aws-call.ts';
import { AwsError } from '../../src/gateway/aws-error.ts';
import { credentialsOf } from '../../src/gateway/credentials.ts';
import { createGateway, type Gateway, type GatewayLink } from '../../src/gateway/gateway.ts';
import { jsonResponse } from '../../src/gateway/json-protocol.ts';
import { PortInUseError } from '../../src/gateway/port-in-use-error.ts';
import { principalsOf } from '../../src/gateway/principals-of.ts';
import { stsService } from '../../src/gateway/sts-service.ts';
import { sendSigned } from './send-signed.ts';

const ACCOUNT = '000000000000';
const ROLE = 'arn:aws:iam::000000000000:role/store';
const gateways: Gateway[] = [];

afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.close()));
});

function gatewayOf(services: Record<string, AwsService>, links: readonly GatewayLink[] = []) {
  const unexpected: unknown[] = [];
  const gateway = createGateway({
    services,
    links,
    principals: principalsOf([ROLE], ACCOUNT),
    onUnexpectedError: (error, call) => unexpected.push([call, (error as Error).message]),
  });
  gateways.push(gateway);
  return { gateway, unexpected };
}

/** Answers with what it was asked. */
const echo: AwsService = async ({ service, action, principal, path, body }: AwsCall) =>
  jsonResponse({ service, action, principal, path, body: body.toString() });

describe('createGateway', () => {
  it('reads service, action and principal from a signed request', async () => {
    const port = await gatewayOf({ states: echo }).gateway.listen(0);

    const response = await sendSigned(port, {
      service: 'states',
      accessKeyId: credentialsOf(ROLE).accessKeyId,
      headers: { 'x-amz-target': 'AWSStepFunctions.StartExecution' },
      body: '{"a":1}',
    });

    expect(await response.json()).toEqual({
      service: 'states',
      action: 'StartExecution',
      principal: ROLE,
      path: '/',
      body: '{"a":1}',
    });
    expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    ['POST', '/2015-03-31/functions/store/invocations?Qualifier=1', 'Invoke'],
    ['GET', '/2015-03-31/functions/', 'ListFunctions'],
    ['GET', '/2015-03-31/functions/store', 'GetFunction'],
    ['PUT', '/2017-10-31/functions/store/concurrency', 'PutFunctionConcurrency'],
    ['GET', '/2015-03-31/event-source-mappings/?FunctionName=a', 'ListEventSourceMappings'],
    ['GET', '/2018-10-31/layers', 'GET /layers'],
  ])('names the Lambda operation of %s %s', async (method, path, action) => {
    const port = await gatewayOf({ lambda: echo }).gateway.listen(0);
    const response = await sendSigned(port, { service: 'lambda', method, path });
    expect(await response.json()).toMatchObject({ action, path });
  });

  it('accepts a presigned request', async () => {
    const port = await gatewayOf({ sts: echo }).gateway.listen(0);
    const scope = encodeURIComponent('AKIA/20260101/eu-west-1/sts/aws4_request');
    const response = await fetch(
      `http://127.0.0.1:${port}/?Action=GetCallerIdentity&X-Amz-Credential=${scope}`,
    );
    expect(await response.json()).toMatchObject({ service: 'sts', action: 'GetCallerIdentity' });
  });

  it('says who is calling', async () => {
    const port = await gatewayOf({ sts: stsService(ACCOUNT) }).gateway.listen(0);
    const ask = (action: string) =>
      sendSigned(port, {
        service: 'sts',
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
        body: `Action=${action}&Version=2011-06-15`,
      });
    expect(await (await ask('GetCallerIdentity')).text()).toContain(
      `<Arn>arn:aws:iam::${ACCOUNT}:user/developer</Arn><UserId>developer</UserId><Account>${ACCOUNT}</Account>`,
    );
    expect(await (await ask('AssumeRole')).text()).toContain('<Type>Sender</Type><Code>InvalidAction</Code>');
  });

  it('passes calls through the links in order, from HTTP and from this process alike', async () => {
    const seen: string[] = [];
    const link =
      (name: string): GatewayLink =>
      async (call, next) => {
        seen.push(`${name} ${call.action}`);
        return next(call);
      };
    const { gateway } = gatewayOf({ sqs: echo }, [link('authorize'), link('meter')]);
    const port = await gateway.listen(0);

    await sendSigned(port, {
      service: 'sqs',
      headers: { 'x-amz-target': 'AmazonSQS.SendMessage' },
      body: '{}',
    });
    const inProcess = { method: 'POST', path: '/', headers: {}, body: Buffer.alloc(0), principal: ROLE };
    await gateway.call({ ...inProcess, service: 'sqs', action: 'ReceiveMessage' });

    expect(seen).toEqual([
      'authorize SendMessage',
      'meter SendMessage',
      'authorize ReceiveMessage',
      'meter ReceiveMessage',
    ]);
  });

  it('tells of each call that reached its service, with the answer', async () => {
    const told: unknown[] = [];
    const gateway = createGateway({
      services: { states: echo },
      links: [async (call, next) => (call.action === 'Refused' ? jsonResponse({}) : next(call))],
      principals: principalsOf([ROLE], ACCOUNT),
      onCall: ({ action }, { statusCode }) => told.push([action, statusCode]),
    });
    gateways.push(gateway);
    const call = { service: 'states', principal: ROLE, method: 'POST', path: '/', headers: {} };

    for (const action of ['Refused', 'StartExecution']) {
      await gateway.call({ ...call, action, body: Buffer.from('{}') });
    }

    expect(told).toEqual([['StartExecution', 200]]);
  });

  it('lets a link refuse a call', async () => {
    const refuse: GatewayLink = async () => {
      throw new AwsError('AccessDeniedException', 'no', 400);
    };
    const port = await gatewayOf({ sqs: echo }, [refuse]).gateway.listen(0);
    const response = await sendSigned(port, { service: 'sqs', body: '{}' });
    expect([response.status, await response.json()]).toEqual([
      400,
      { __type: 'AccessDeniedException', message: 'no' },
    ]);
  });

  it('refuses what is not signed, and what does not run here', async () => {
    const port = await gatewayOf({ sqs: echo }).gateway.listen(0);

    const unsigned = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST' });
    expect([unsigned.status, await unsigned.json()]).toMatchObject([
      403,
      { __type: 'MissingAuthenticationTokenException' },
    ]);
    const halfSigned = await fetch(`http://127.0.0.1:${port}/`, {
      headers: { authorization: 'AWS4 Credential=x' },
    });
    expect(await halfSigned.json()).toMatchObject({ __type: 'IncompleteSignatureException' });
    const elsewhere = await sendSigned(port, { service: 'kinesis', body: '{}' });
    expect(await elsewhere.json()).toEqual({
      __type: 'UnknownServiceException',
      message: 'kinesis does not run here; running: sqs',
    });
  });

  it('answers 500 when a service breaks, reports why, and goes on', async () => {
    const { gateway, unexpected } = gatewayOf({
      sqs: async () => {
        throw new TypeError('broken');
      },
      states: async () => ({ statusCode: 200, headers: { bad: 'a\nb' }, body: '' }),
      lambda: echo,
    });
    const port = await gateway.listen(0);

    const response = await sendSigned(port, {
      service: 'sqs',
      headers: { 'x-amz-target': 'AmazonSQS.X' },
      body: '{}',
    });
    expect([response.status, await response.json()]).toEqual([
      500,
      { __type: 'InternalFailure', message: 'broken' },
    ]);
    expect(unexpected).toEqual([[{ service: 'sqs', action: 'X' }, 'broken']]);
    await expect(sendSigned(port, { service: 'states', body: '{}' })).rejects.toThrow();
    expect((await sendSigned(port, { service: 'lambda', body: '{}' })).status).toBe(200);
  });

  it('survives a client that goes away in the middle of its request', async () => {
    const { gateway, unexpected } = gatewayOf({ sqs: echo });
    const port = await gateway.listen(0);

    const { promise: closed, resolve } = Promise.withResolvers<void>();
    const socket = connect(port, '127.0.0.1', () => {
      socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nhalf', () => socket.destroy());
    });
    socket.on('close', () => resolve());
    await closed;

    expect((await sendSigned(port, { service: 'sqs', body: '{}' })).status).toBe(200);
    expect(unexpected).toEqual([]);
  });

  it('refuses a body over 16 MiB', async () => {
    const port = await gatewayOf({ sqs: echo }).gateway.listen(0);
    const response = await sendSigned(port, { service: 'sqs', body: ' '.repeat(16 * 1024 * 1024 + 1) });
    expect(response.status).toBe(413);
  });

  it('tells its health without a signature, services added later included', async () => {
    const services: Record<string, AwsService> = {};
    const port = await gatewayOf(services).gateway.listen(0);
    services.dynamodb = echo;
    for (const path of ['/', '/_health']) {
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      expect(await response.json()).toEqual({ services: ['dynamodb'] });
    }
  });

  it('names a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const error = await gatewayOf({})
      .gateway.listen(port)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PortInUseError);
    expect(error).toMatchObject({ port, message: expect.stringContaining(`port ${port} is in use`) });
    other.close();
  });
});
