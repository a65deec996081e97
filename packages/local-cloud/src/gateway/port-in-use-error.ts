/** Another process listens on the port; the caller knows which flag chooses another. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
  readonly port: number;

  constructor(port: number, options?: ErrorOptions) {
    super(`port ${port} is in use; end the process that listens on it, or choose another port`, options);
    this.port = port;
  }
}
