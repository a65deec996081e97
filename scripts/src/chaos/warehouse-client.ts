import type { FulfillmentOutcome, FulfillmentProvider } from 'order-model';

/**
 * Takes the place of fulfill-order's simulated warehouse in the bundle: asks the ledger of the chaos run over HTTP, as
 * a real provider would be asked. It says which order it was given, and by its session token where it runs: every AWS
 * call of an execution environment carries that token too.
 */
export function createSimulatedWarehouse(): FulfillmentProvider {
  const { WAREHOUSE_URL = '', AWS_SESSION_TOKEN: sessionToken } = process.env;
  return {
    async fulfill(order, idempotencyKey) {
      const { order_id, status, updated_at } = order;
      const response = await fetch(WAREHOUSE_URL, {
        method: 'POST',
        body: JSON.stringify({ order_id, status, updated_at, idempotencyKey, sessionToken }),
      });
      if (!response.ok) throw new Error(`the warehouse answered ${response.status}`);
      return (await response.json()) as FulfillmentOutcome;
    },
  };
}
