import type { Problem } from 'function-kit';
import {
  AlreadyRedrivenError,
  FailedOrderNotFoundError,
  NotRedrivableError,
  OrderFulfilledError,
  RedriveInProgressError,
} from 'order-model';

/** The problem an error of redriveOrder is answered with; after one that nobody expects it may be tried again. */
export function problemOf(error: unknown): Problem {
  if (error instanceof FailedOrderNotFoundError)
    return { status: 404, title: 'No such failed order', detail: error.message };
  if (error instanceof AlreadyRedrivenError)
    return { status: 409, title: 'Redriven already', detail: error.message };
  if (error instanceof RedriveInProgressError)
    return { status: 409, title: 'Being redriven', detail: error.message };
  if (error instanceof OrderFulfilledError)
    return { status: 409, title: 'Order is FULFILLED', detail: error.message };
  if (error instanceof NotRedrivableError)
    return { status: 422, title: 'Payload is no order', detail: error.message };
  const detail = 'the order could not be put back now; try again, it will not be fulfilled twice';
  return { status: 503, title: 'Temporarily unavailable', detail };
}
