/** A call that the journal cannot read or that no function may make: the evidence would have a hole. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
  /** The order it was about, if it named one. */
  readonly orderId: string | undefined;

  constructor(message: string, orderId?: string) {
    super(message);
    this.orderId = orderId;
  }
}
