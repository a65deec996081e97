import { OrderError } from 'order-model';

/** The body does not fit into the workflow. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLarge';

  constructor(bytes: number, maxBytes: number) {
    super(`the body has ${bytes} bytes; at most ${maxBytes} are accepted`);
  }
}

/** The order is stored and could not be queued: it is FAILED now, with its failed_orders row. */
export class OrderNotQueuedError extends OrderError {
  override readonly name = 'OrderNotQueued';

  constructor(orderId: string) {
    super(
      `order ${orderId} is stored but could not be queued; it is FAILED and waits for an operator to redrive it`,
    );
  }
}

/** The workflow did not take the order; it may be sent again. */
export class WorkflowUnavailableError extends Error {
  override readonly name = 'WorkflowUnavailable';

  constructor(orderId: string) {
    super(`order ${orderId} could not be accepted now; send it again, it will not be placed twice`);
  }
}
