/** Why a task failed, as `Retry` and `Catch` see it: the name is the error, the message the cause. */
export class TaskError extends Error {
  /** The engine asks these two before it looks for a retrier or catcher. */
  isRetryable = true;
  isCatchable = true;

  constructor(name: string, cause: string) {
    super(cause);
    this.name = name;
  }
}
