import type { Logger } from 'function-kit';
import { InvalidOrderError, type OrderContent, orderIdOf, parseOrder } from 'order-model';

/** The order in the input of an execution. Throws InvalidOrderError, which fails the execution without a retry. */
export function validateOrder(input: unknown, { logger }: { logger: Logger }): OrderContent {
  try {
    const order = parseOrder(input);
    logger.debug(`Order ${order.order_id} is valid`, { order_id: order.order_id });
    return order;
  } catch (error) {
    if (error instanceof InvalidOrderError)
      logger.warn('order refused', { order_id: orderIdOf(input), error: error.message, input });
    throw error;
  }
}
