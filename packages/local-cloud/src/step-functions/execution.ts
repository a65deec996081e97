import type { HistoryEvent } from './history-event.ts';
import type { Workflow } from './workflow.ts';

/** One run of a state machine, in the words of DescribeExecution. */
export interface Execution {
  readonly arn: string;
  readonly name: string;
  readonly workflow: Workflow;
  /** JSON text, as received. */
  readonly input: string;
  /** Milliseconds since the epoch. */
  readonly startDate: number;
  /** Absent: still running. */
  closed?: ClosedExecution;
  /** Kept for STANDARD only, and not for ever. */
  history?: HistoryEvent[];
}

export type Outcome =
  | { readonly status: 'SUCCEEDED'; readonly output: string }
  | { readonly status: 'FAILED' | 'TIMED_OUT' | 'ABORTED'; readonly error?: string; readonly cause?: string };

export type ClosedExecution = Outcome & {
  /** Milliseconds since the epoch. */
  readonly stopDate: number;
};

export type ExecutionStatus = Outcome['status'] | 'RUNNING';
