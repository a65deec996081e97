import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { EVENTS } from './order-events.ts';
import { startFunction } from './start-function.ts';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
function signatureOf(headers: IncomingHttpHeaders, signed: string, body: string, service: string): string {
  const time = String(headers['x-amz-date']);
  const scope = [time.slice(0, 8), 'eu-west-1', service, 'aws4_request'];
  const lines = signed.split(';').map((name) => `${name}:${headers[name]}`);
  const request = ['POST', '/', '', ...lines, '', signed, hash(body)].join('\n');
  const key = scope.reduce<Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    Buffer.from('AWS4secret'),
  );
  return createHmac('sha256', key)
    .update(['AWS4-HMAC-SHA256', time, scope.join('/'), hash(request)].join('\n'))
    .digest('hex');
}

const TRACE_ID =
  'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=557abcec3ee5a047;Sampled=1;Lineage=a87bd80c:1';

describe('who the shipped bundles are to AWS', () => {
  it('signs with the credentials and the region in the environment', async () => {
    await using storage = await startFunction('order-storage', () => ({ body: {} }));

    await storage.invoke(EVENTS.storeOrder);

    const headers = storage.calls[0]?.headers;
    expect(headers?.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/dynamodb\/aws4_request, /,
    );
    expect(headers?.authorization).toMatch(/SignedHeaders=[^,]*x-amz-security-token/);
    expect(headers?.['x-amz-security-token']).toBe('session-token');
  });

  it.each([
    ['order-storage', EVENTS.storeOrder, 'dynamodb'],
    ['api-handler', EVENTS.placeOrder, 'states'],
  ])('%s signs what it sends, so that AWS comes to the same signature', async (name, event, service) => {
    await using sender = await startFunction(name, () => ({ body: { status: 'SUCCEEDED', output: '{}' } }));

    await sender.invoke(event);

    const [call] = sender.calls;
    const [, signed = '', signature] =
      /SignedHeaders=(.*), Signature=(.*)$/.exec(call?.headers.authorization ?? '') ?? [];
    expect(signature).toBe(signatureOf(call?.headers ?? {}, signed, JSON.stringify(call?.body), service));
  });

  it('passes on the trace of the invocation, by which Lambda detects recursion', async () => {
    const traced = () => ({ _X_AMZN_TRACE_ID: TRACE_ID });
    await using storage = await startFunction('order-storage', () => ({ body: {} }), traced);

    await storage.invoke(EVENTS.storeOrder);

    expect(storage.calls[0]?.headers['x-amzn-trace-id']).toBe(TRACE_ID);
  });

  it('says which SDK, service and runtime it is', async () => {
    const onLambda = () => ({ AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' });
    await using storage = await startFunction('order-storage', () => ({ body: {} }), onLambda);

    await storage.invoke(EVENTS.storeOrder);

    const userAgent = storage.calls[0]?.headers['user-agent'];
    expect(userAgent).toMatch(
      /^aws-sdk-js\/3\.\d+\.\d+ .* api\/dynamodb#3\.\d+\.\d+ exec-env\/AWS_Lambda_nodejs24\.x /,
    );
  });

  it('calls nobody without credentials, or with a profile, which it would have to read from files', async () => {
    const noKey = () => ({ AWS_ACCESS_KEY_ID: undefined });
    const profile = () => ({ AWS_PROFILE: 'dev' });
    await using storage = await startFunction('order-storage', () => ({ body: {} }), noKey);
    await using other = await startFunction('order-storage', () => ({ body: {} }), profile);

    await expect(storage.invoke(EVENTS.storeOrder)).rejects.toThrow(
      'Unable to find environment variable credentials',
    );
    await expect(other.invoke(EVENTS.storeOrder)).rejects.toThrow(
      'AWS_PROFILE is "dev", but a function reads no profiles; unset it',
    );

    expect([...storage.operations(), ...other.operations()]).toEqual([]);
  });
});
