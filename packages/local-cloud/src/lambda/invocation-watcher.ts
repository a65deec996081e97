/** An invocation that has reached its execution environment, to who may end it before its time. */
export interface WatchedInvocation {
  readonly functionName: string;
  readonly requestId: string;
  /** AWS_SESSION_TOKEN of the environment, by which its AWS calls are told from others. */
  readonly sessionToken: string;
  /**
   * Kills the environment; the invoker and the log see a crash, or a timeout that did not have to be waited for.
   * False: it was too late.
   */
  end(cause: 'exit' | 'timeout'): boolean;
}

/** Told of an invocation before the handler gets it; returns who is told when the handler has answered. */
export type InvocationWatcher = (invocation: WatchedInvocation) => (() => void) | undefined;
