/** What the person at the keyboard can mend; printed without a stack trace. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
