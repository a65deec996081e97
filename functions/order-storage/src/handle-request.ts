import type { Logger } from 'function-kit';
import { type GiveUpDependencies, giveUpOrder } from 'order-model';
import type { StorageRequest } from './request.ts';
import { type StoredOrder, storeOrder } from './store-order.ts';

export interface StorageDependencies extends GiveUpDependencies {
  readonly logger: Logger;
}

/** Does what a state of the workflow asks; the result is that state's result. */
export async function handleRequest(
  request: StorageRequest,
  dependencies: StorageDependencies,
): Promise<StoredOrder | undefined> {
  const { logger } = dependencies;
  const { order_id } = request.order;
  switch (request.operation) {
    case 'StoreOrder': {
      const stored = await storeOrder(request.order, new Date(request.accepted_at), dependencies);
      const verb = stored.replayed ? 'was stored before, now' : 'stored';
      logger.info(`Order ${order_id} ${verb} with status: ${stored.status}`, {
        order_id,
        replayed: stored.replayed,
      });
      return stored;
    }
    case 'MarkOrderFailed':
      await giveUpOrder(request.order, request, dependencies);
      logger.error(`Order ${order_id} was not queued`, { order_id, reason: request.reason });
      return undefined;
    default:
      throw new Error(`unknown operation ${JSON.stringify((request as { operation: unknown }).operation)}`);
  }
}
