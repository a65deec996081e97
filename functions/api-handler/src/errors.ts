/** The body does not fit into the workflow. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLarge';

  constructor(bytes: number, maxBytes: number) {
    super(`the body has ${bytes} bytes; at most ${maxBytes} are accepted`);
  }
}

/** The workflow did not take the order; it may be sent again. */
export class WorkflowUnavailableError extends Error {
  override readonly name = 'WorkflowUnavailable';

  constructor(orderId: string) {
    super(`order ${orderId} could not be accepted now; send it again, it will not be placed twice`);
  }
}
