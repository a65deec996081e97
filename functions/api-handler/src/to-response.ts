import { BodyNotJsonError, type HttpResponse, jsonResponse, problemResponse } from 'function-kit';
import { InvalidOrderError, OrderConflictError } from 'order-model';
import { BodyTooLargeError, OrderNotQueuedError, WorkflowUnavailableError } from './errors.ts';
import type { PlacedOrder } from './place-order.ts';

const RETRY_AFTER_SECONDS = '2';

/** The 200 of an order that was placed, now or before. */
export function placedResponse({ order_id, status, replayed }: PlacedOrder): HttpResponse {
  return jsonResponse(
    200,
    { message: 'Validation passed', order_id, status },
    { location: `/orders/${order_id}`, ...(replayed ? { 'idempotent-replayed': 'true' } : {}) },
  );
}

/** The problem an error of placeOrder is answered with; an error that is none of its own is thrown on. */
export function errorResponse(error: unknown): HttpResponse {
  if (error instanceof InvalidOrderError) {
    const errors = error.fieldErrors;
    return problemResponse({ status: 400, title: 'Invalid order', detail: error.message, errors });
  }
  if (error instanceof BodyNotJsonError) {
    return problemResponse({ status: 400, title: 'Body is not JSON', detail: error.message });
  }
  if (error instanceof OrderConflictError) {
    return problemResponse({ status: 409, title: 'Order exists with other content', detail: error.message });
  }
  if (error instanceof BodyTooLargeError) {
    return problemResponse({ status: 413, title: 'Body too large', detail: error.message });
  }
  if (error instanceof OrderNotQueuedError) {
    return problemResponse({ status: 503, title: 'Order not queued', detail: error.message });
  }
  if (error instanceof WorkflowUnavailableError) {
    const problem = { status: 503, title: 'Temporarily unavailable', detail: error.message };
    return problemResponse(problem, { 'retry-after': RETRY_AFTER_SECONDS });
  }
  throw error;
}
