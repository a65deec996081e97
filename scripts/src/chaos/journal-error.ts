/** A call that changed something and that the journal cannot read: the evidence would have a hole. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
}
