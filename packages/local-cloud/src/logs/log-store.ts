/** One line of a log group. */
export interface LogEvent {
  readonly logStreamName: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly message: string;
}

/** Where functions and workflows write their log lines. */
export interface LogWriter {
  write(logGroupName: string, event: LogEvent): void;
}
