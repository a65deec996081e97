import { describe, expect, it } from '@jest/globals';
import { buildOrder } from 'order-model/testing';
import { createSimulatedWarehouse } from '../src/simulated-warehouse.ts';

async function statusWith(successRate: number, chance: number): Promise<string> {
  const warehouse = createSimulatedWarehouse(successRate, () => chance);
  return (await warehouse.fulfill(buildOrder(), 'test001')).status;
}

describe('createSimulatedWarehouse', () => {
  it('fulfills below the success rate and fails from it on', async () => {
    expect(await statusWith(0.7, 0.699)).toBe('FULFILLED');
    expect(await statusWith(0.7, 0.7)).toBe('FAILED');
  });

  it('never fulfills at rate 0 and always at rate 1', async () => {
    expect(await statusWith(0, 0)).toBe('FAILED');
    expect(await statusWith(1, 1 - Number.EPSILON)).toBe('FULFILLED');
  });
});
