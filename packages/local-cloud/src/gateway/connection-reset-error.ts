/** The connection of a call broke before its answer came; whether the call had its effect is not known. */
export class ConnectionResetError extends Error {
  override readonly name = 'ConnectionResetError';
  readonly code = 'ECONNRESET';

  constructor() {
    super('the connection was reset');
  }
}
