import { type Logger, parseJson } from 'function-kit';
import { type OrderContent, OrderError, orderIdOf, parseOrder } from 'order-model';
import { BodyTooLargeError, WorkflowUnavailableError } from './errors.ts';
import type { AcceptedOrder, OrderWorkflow } from './order-workflow.ts';

/** Step Functions takes this much input, in bytes of UTF-8. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const BODY_MAX_BYTES = 262_144;

export interface PlacedOrder extends AcceptedOrder {
  readonly order_id: string;
}

/**
 * Accepts the order in a request body. Throws BodyTooLargeError, BodyNotJsonError, InvalidOrderError or
 * OrderConflictError, none of which changes anything; OrderNotQueuedError; and WorkflowUnavailableError, after which
 * the same body may be sent again.
 */
export async function placeOrder(
  body: string,
  { workflow, logger }: { workflow: OrderWorkflow; logger: Logger },
): Promise<PlacedOrder> {
  const bytes = Buffer.byteLength(body);
  if (bytes > BODY_MAX_BYTES) throw new BodyTooLargeError(bytes, BODY_MAX_BYTES);
  const order = readOrder(body, logger);
  const { order_id } = order;
  try {
    const { status, replayed } = await workflow.start(order);
    const verb = replayed ? 'was accepted before, now' : 'accepted';
    logger.info(`Order ${order_id} ${verb} with status: ${status}`, { order_id, replayed });
    return { order_id, status, replayed };
  } catch (error) {
    if (error instanceof OrderError) {
      logger.warn('order refused', { order_id, error: error.message });
      throw error;
    }
    logger.error(`Order ${order_id} not accepted`, { order_id, error });
    throw new WorkflowUnavailableError(order_id);
  }
}

function readOrder(body: string, logger: Logger): OrderContent {
  try {
    return parseOrder(parseJson(body));
  } catch (error) {
    logger.warn('order refused', { order_id: orderIdOf(body), error: (error as Error).message });
    throw error;
  }
}
