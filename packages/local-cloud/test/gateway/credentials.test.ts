import { describe, expect, it } from '@jest/globals';
import { credentialsOf, newSessionToken } from '../../src/gateway/credentials.ts';

const ROLE = 'arn:aws:iam::123456789012:role/order-storage';

describe('credentialsOf', () => {
  it('gives a role the same credentials each time, in the form of temporary ones', () => {
    const { accessKeyId, secretAccessKey } = credentialsOf(ROLE);

    expect(accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(secretAccessKey).toHaveLength(40);
    expect(credentialsOf(ROLE)).toEqual({ accessKeyId, secretAccessKey });
  });

  it('gives each session a token of its own', () => {
    expect(newSessionToken(ROLE)).not.toBe(newSessionToken(ROLE));
  });

  it('tells roles apart', () => {
    expect(credentialsOf(`${ROLE}-2`).accessKeyId).not.toBe(credentialsOf(ROLE).accessKeyId);
  });
});
