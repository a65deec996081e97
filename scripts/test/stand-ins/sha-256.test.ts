import { describe, expect, it } from '@jest/globals';
import { Sha256 } from '@smithy/core/checksum';
import fc from 'fast-check';
import { Sha256Node } from '../../src/stand-ins/sha-256.ts';

/** What the SDK does with it: any number of updates, then the digest, maybe after a reset. */
async function digests(
  hash: Pick<Sha256Node, 'update' | 'digest' | 'reset'>,
  parts: readonly (string | Uint8Array)[],
): Promise<string[]> {
  const digest = async () => Buffer.from(await hash.digest()).toString('hex');
  for (const part of parts) hash.update(part);
  const first = await digest();
  hash.reset();
  for (const part of parts.slice(1)) hash.update(part);
  return [first, await digest()];
}

describe('the stand-in for SHA-256', () => {
  const part = fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array());
  const secret = fc.oneof(
    fc.constant(undefined),
    fc.string({ unit: 'binary' }),
    fc.uint8Array(),
    fc.uint8Array().map((bytes) => bytes.slice().buffer),
    fc.uint8Array({ minLength: 2 }).map((bytes) => bytes.subarray(1)),
  );

  it("digests as the SDK's own", async () => {
    await fc.assert(
      fc.asyncProperty(secret, fc.array(part), async (key, parts) => {
        expect(await digests(new Sha256Node(key), parts)).toEqual(await digests(new Sha256(key), parts));
      }),
    );
  });

  it('goes on after the digest where it has no key', async () => {
    const hash = new Sha256Node();
    hash.update('a');
    await hash.digest();
    hash.update('b');

    expect(Buffer.from(await hash.digest()).toString('hex')).toBe(
      'fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603',
    );
  });
});
