import type { Logger, Metrics } from 'function-kit';
import { type GiveUpDependencies, giveUpOrder, OrderConflictError, watchFailedOrders } from 'order-model';
import type { Metric } from './env.ts';
import type { MarkOrderFailedRequest, StorageRequest, StoreOrderRequest } from './request.ts';
import { type StoredOrder, storeOrder } from './store-order.ts';

export interface StorageDependencies extends GiveUpDependencies {
  readonly logger: Logger;
  readonly metrics: Metrics<Metric>;
}

/** Does what a state of the workflow asks; the result is that state's result. */
export async function handleRequest(
  request: StorageRequest,
  dependencies: StorageDependencies,
): Promise<StoredOrder | undefined> {
  try {
    switch (request.operation) {
      case 'StoreOrder':
        return await store(request, dependencies);
      case 'MarkOrderFailed':
        return await markFailed(request, dependencies);
      default:
        throw new Error(`unknown operation ${JSON.stringify((request as { operation: unknown }).operation)}`);
    }
  } catch (error) {
    logError(request, error, dependencies);
    throw error;
  }
}

async function store(
  { order, accepted_at }: StoreOrderRequest,
  dependencies: StorageDependencies,
): Promise<StoredOrder> {
  const { logger, metrics } = dependencies;
  const { order_id } = order;
  const stored = await storeOrder(order, new Date(accepted_at), dependencies);
  const { status, replayed } = stored;
  // A state that the workflow tries again, its first answer lost, is no replay: then the order counts twice.
  if (!replayed) metrics.emit({ OrdersAccepted: 1 }, { order_id });
  const verb = replayed ? 'was stored before, now' : 'stored';
  logger.info(`Order ${order_id} ${verb} with status: ${status}`, { order_id, replayed });
  return stored;
}

async function markFailed(
  request: MarkOrderFailedRequest,
  dependencies: StorageDependencies,
): Promise<undefined> {
  const { logger, metrics } = dependencies;
  const { order_id } = request.order;
  const failedOrders = watchFailedOrders(dependencies.failedOrders, ({ failed_order_id }) =>
    metrics.emit({ OrdersFailed: 1 }, { order_id, failed_order_id }),
  );
  await giveUpOrder(request.order, request, { ...dependencies, failedOrders });
  logger.error(`Order ${order_id} was not queued`, { order_id, reason: request.reason });
}

function logError(
  { order, operation }: StorageRequest,
  error: unknown,
  dependencies: StorageDependencies,
): void {
  const { logger, metrics } = dependencies;
  const order_id = order?.order_id;
  if (error instanceof OrderConflictError) {
    metrics.emit({ OrderConflicts: 1 }, { order_id });
    logger.warn('order refused', { order_id, error: error.message });
  } else {
    logger.error(`${operation} failed`, { order_id, error });
  }
}
