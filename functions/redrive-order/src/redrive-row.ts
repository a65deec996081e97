import type { Logger, Metrics } from 'function-kit';
import {
  FailedOrderNotFoundError,
  OrderError,
  type RedriveDependencies,
  type RedrivenOrder,
  redriveOrder,
} from 'order-model';
import type { Metric } from './env.ts';

export interface RowDependencies extends RedriveDependencies {
  readonly logger: Logger;
  readonly metrics: Metrics<Metric>;
}

/** An id of failed_orders is that of a message or of an execution: nothing longer is looked up. */
const ID_MAX_CHARACTERS = 128;

/** Redrives a row, counts it and logs it. Throws what redriveOrder throws. */
export async function redriveRow(
  failedOrderId: string,
  dependencies: RowDependencies,
): Promise<RedrivenOrder> {
  const { logger, metrics } = dependencies;
  const failed_order_id = failedOrderId.slice(0, ID_MAX_CHARACTERS);
  try {
    if (failedOrderId === '' || failedOrderId !== failed_order_id)
      throw new FailedOrderNotFoundError(failed_order_id);
    const redriven = await redriveOrder(failedOrderId, dependencies);
    const { order_id } = redriven;
    metrics.emit({ OrdersRedriven: 1 }, { order_id, failed_order_id });
    logger.info(`Order ${order_id} redriven`, { order_id, failed_order_id });
    return redriven;
  } catch (error) {
    if (error instanceof OrderError) logger.warn('not redriven', { failed_order_id, error: error.message });
    else logger.error('redrive failed', { failed_order_id, error });
    throw error;
  }
}
