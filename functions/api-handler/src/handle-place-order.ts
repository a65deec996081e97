import { bodyText, type EventBody, type HttpResponse, type Logger } from 'function-kit';
import type { OrderWorkflow } from './order-workflow.ts';
import { placeOrder } from './place-order.ts';
import { errorResponse, placedResponse } from './to-response.ts';

/** `POST /order`. */
export async function handlePlaceOrder(
  event: EventBody,
  dependencies: { workflow: OrderWorkflow; logger: Logger },
): Promise<HttpResponse> {
  try {
    return placedResponse(await placeOrder(bodyText(event), dependencies));
  } catch (error) {
    return errorResponse(error);
  }
}
