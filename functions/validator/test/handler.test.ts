import { describe, expect, it } from '@jest/globals';
import { buildContent } from 'order-model/testing';
import { handler } from '../src/handler.ts';

describe('handler', () => {
  it('answers with the order', async () => {
    expect(await handler(buildContent())).toEqual(buildContent());
  });

  it('rejects with InvalidOrder', async () => {
    await expect(handler({})).rejects.toMatchObject({ name: 'InvalidOrder' });
  });
});
