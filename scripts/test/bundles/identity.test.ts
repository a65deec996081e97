import { describe, expect, it } from '@jest/globals';
import { EVENTS } from './order-events.ts';
import { startFunction } from './start-function.ts';

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
