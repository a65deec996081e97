import type { Chance, FulfillmentProvider } from 'order-model';

/** A warehouse that fulfills an order with probability `successRate` (0 to 1). Implement FulfillmentProvider for a real one. */
export function createSimulatedWarehouse(successRate: number, chance: Chance): FulfillmentProvider {
  return {
    async fulfill() {
      return chance() < successRate
        ? { status: 'FULFILLED' }
        : { status: 'FAILED', reason: 'the simulated warehouse could not fulfill the order' };
    },
  };
}
