/** The synthesized stack cannot be read or cannot run locally; the message names the address and attribute. */
export class StackError extends Error {
  override readonly name = 'StackError';
}
