import { describe, expect, it } from '@jest/globals';
import { AwsClient } from 'aws4fetch';
import { authorizeWith } from '../src/api/authorize.ts';

const KEYS = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret', sessionToken: 'session' };
const HERE = 'https://d111.cloudfront.net/console/api';
const API = 'https://abc.execute-api.eu-west-1.amazonaws.com';
const config = { region: 'eu-west-1', apiUrl: HERE, signedApiUrl: API };
const json = (method: string, body: string) => ({
  method,
  body,
  headers: { 'content-type': 'application/json' },
});

/** What the API expects for the same request at the same time. */
async function signatureAt(url: string, init: RequestInit, datetime: string): Promise<string | null> {
  const client = new AwsClient({ ...KEYS, service: 'execute-api', region: 'eu-west-1' });
  const { headers } = await client.sign(url, { ...init, aws: { datetime } });
  return headers.get('authorization');
}

describe('authorizeWith', () => {
  it.each([
    ['/orders?limit=50&cursor=a%2Bb%3D', {}],
    ['/failed-orders/1/redrive', { method: 'POST' }],
    ['/failed-orders/redrive', json('POST', '{"failed_order_ids":["1"]}')],
  ] as const)(
    'signs %s for the address of the API, and sends it to the origin of the console',
    async (path, init) => {
      const request = await authorizeWith({ kind: 'iam', ...KEYS }, config)(new Request(HERE + path, init));

      const datetime = request.headers.get('x-amz-date') ?? '';
      expect(request.url).toBe(HERE + path);
      expect(request.headers.get('x-amz-security-token')).toBe('session');
      expect(request.headers.get('authorization')).toBe(await signatureAt(API + path, init, datetime));
      expect(await request.text()).toBe('body' in init ? init.body : '');
    },
  );

  it('signs for where it sends to when the API is there', async () => {
    const sign = authorizeWith({ kind: 'iam', ...KEYS }, { region: 'eu-west-1', apiUrl: API });
    const request = await sign(new Request(`${API}/orders`));

    const datetime = request.headers.get('x-amz-date') ?? '';
    expect(request.headers.get('authorization')).toBe(await signatureAt(`${API}/orders`, {}, datetime));
  });

  it('adds a token as it is', async () => {
    const request = await authorizeWith({ kind: 'jwt', token: 'abc' }, config)(new Request(`${HERE}/orders`));

    expect(request.url).toBe(`${HERE}/orders`);
    expect(request.headers.get('authorization')).toBe('Bearer abc');
  });
});
