import type { Order, OrderContent } from './order.ts';
import type { OrderStatus } from './order-status.ts';

/** Every error of the order domain. `name` is the error name a workflow matches, so it is spelled out. */
export abstract class OrderError extends Error {}

/** A wrong field of an order: its name and what is wrong, with the value seen. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** The body is no valid order; `fieldErrors` names every wrong field (none when it is no object at all). */
export class InvalidOrderError extends OrderError {
  override readonly name = 'InvalidOrder';
  readonly fieldErrors: readonly FieldError[];

  constructor(summary: string, fieldErrors: readonly FieldError[] = []) {
    super([summary, ...fieldErrors.map(({ field, message }) => `${field}: ${message}`)].join('; '));
    this.fieldErrors = fieldErrors;
  }
}

/** An order with this id and other content exists. */
export class OrderConflictError extends OrderError {
  override readonly name = 'OrderConflict';

  static between(requested: OrderContent, stored: OrderContent): OrderConflictError {
    return new OrderConflictError(
      `order ${stored.order_id} exists with ${describe(stored)}, not ${describe(requested)}; use another order_id`,
    );
  }
}

function describe({ product, quantity }: OrderContent): string {
  return `product ${JSON.stringify(product)} and quantity ${quantity}`;
}

/** A message names an order that is not stored. */
export class OrderNotFoundError extends OrderError {
  override readonly name = 'OrderNotFound';

  constructor(orderId: string) {
    super(`order ${orderId} is not in the orders table`);
  }
}

/** The fulfillment provider did not fulfill the order; the message comes back or goes to the dead-letter queue. */
export class FulfillmentFailedError extends OrderError {
  override readonly name = 'FulfillmentFailed';

  constructor(orderId: string, reason: string) {
    super(`order ${orderId} was not fulfilled: ${reason}`);
  }
}

/** No row of failed_orders has this id. */
export class FailedOrderNotFoundError extends OrderError {
  override readonly name = 'FailedOrderNotFound';

  constructor(failedOrderId: string) {
    super(`failed order ${failedOrderId} is not in the failed_orders table`);
  }
}

/** The row was redriven before: should its order fail again, it gets a row of its own. */
export class AlreadyRedrivenError extends OrderError {
  override readonly name = 'AlreadyRedriven';

  constructor(failedOrderId: string, redrivenAt = 'an earlier time') {
    super(`failed order ${failedOrderId} was redriven at ${redrivenAt}; a later failure has its own row`);
  }
}

/** Somebody else redrives the row right now, or did and crashed a moment ago. */
export class RedriveInProgressError extends OrderError {
  override readonly name = 'RedriveInProgress';

  constructor(failedOrderId: string) {
    super(`failed order ${failedOrderId} is being redriven; look at it again in a minute`);
  }
}

/** The payload of the row is no order: there is nothing to put back. */
export class NotRedrivableError extends OrderError {
  override readonly name = 'NotRedrivable';

  constructor(failedOrderId: string, reason: string) {
    super(`failed order ${failedOrderId} has a payload that is no order: ${reason}; place the order anew`);
  }
}

/** The order of the row was fulfilled since it failed: nothing was queued, and the row is closed. */
export class OrderFulfilledError extends OrderError {
  override readonly name = 'OrderFulfilled';

  constructor(failedOrderId: string, orderId: string) {
    super(
      `order ${orderId} is FULFILLED already; nothing was queued, failed order ${failedOrderId} is closed`,
    );
  }
}

/** The cursor is of no page of this list. */
export class InvalidCursorError extends OrderError {
  override readonly name = 'InvalidCursor';

  constructor() {
    super('must be the next_cursor of an earlier page of the same list');
  }
}

/** A status change the order's life does not allow, such as anything after FULFILLED. */
export class ForbiddenStatusChangeError extends OrderError {
  override readonly name = 'ForbiddenStatusChange';

  constructor(order: Order, status: OrderStatus) {
    super(`order ${order.order_id} is ${order.status} and cannot become ${status}`);
  }
}
