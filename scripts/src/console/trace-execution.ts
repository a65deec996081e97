/** An event of an execution's history, in the words of GetExecutionHistory. */
export interface WorkflowEvent {
  readonly id: number;
  readonly type: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly details: Readonly<Record<string, unknown>>;
}

/** A state that an execution entered. Times are ISO 8601. */
export interface VisitedState {
  readonly name: string;
  readonly outcome: 'succeeded' | 'failed' | 'running';
  readonly enteredAt: string;
  /** Absent of a state that runs, and of one that ended its execution. */
  readonly exitedAt?: string;
  /** Why it failed. */
  readonly error?: string;
  /** How often its task was begun; 1 of a state without a task. */
  readonly attempts: number;
}

/** The way one execution took. */
export interface TracedExecution {
  readonly name: string;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly startedAt: string;
  readonly stoppedAt?: string;
  readonly error?: string;
  readonly states: readonly VisitedState[];
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

const ENDS: Readonly<Record<string, TracedExecution['status']>> = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionTimedOut: 'TIMED_OUT',
  ExecutionAborted: 'ABORTED',
};

/** What an execution did, by its events in their order; undefined when its beginning is not among them. */
export function traceExecution(name: string, events: readonly WorkflowEvent[]): TracedExecution | undefined {
  const [first] = events;
  if (first?.type !== 'ExecutionStarted') return undefined;
  const states: Mutable<VisitedState>[] = [];
  const ended: Pick<Mutable<TracedExecution>, 'stoppedAt' | 'error'> = {};
  let status: TracedExecution['status'] = 'RUNNING';
  let tasks = 0;
  for (const { type, timestamp, details } of events) {
    const at = new Date(timestamp).toISOString();
    const state = states.at(-1);
    const end = ENDS[type];
    if (type.endsWith('StateEntered')) {
      states.push({ name: String(details.name), outcome: 'running', enteredAt: at, attempts: 1 });
      tasks = 0;
    } else if (end) {
      status = end;
      ended.stoppedAt = at;
      if (end !== 'SUCCEEDED') ended.error = errorText(details) ?? end;
      // What was not left: the Fail state, or the one that was cut off.
      if (state?.outcome === 'running') Object.assign(state, failed(ended.error));
    } else if (!state) {
      // Before the first state.
    } else if (type.endsWith('StateExited')) {
      state.exitedAt = at;
      // A state that failed is left too, by its catcher.
      if (state.error === undefined) state.outcome = 'succeeded';
      else state.outcome = 'failed';
    } else if (/^(Task|LambdaFunction)Scheduled$/.test(type)) {
      tasks += 1;
      state.attempts = tasks;
      delete state.error;
    } else if (/^(Task|LambdaFunction).*(Failed|TimedOut)$/.test(type)) {
      state.error = errorText(details) ?? 'States.Timeout';
    }
  }
  return { name, status, startedAt: new Date(first.timestamp).toISOString(), ...ended, states };
}

function failed(error: string | undefined): Partial<VisitedState> {
  return { outcome: error === undefined ? 'succeeded' : 'failed', ...(error !== undefined && { error }) };
}

const LONGEST_ERROR = 500;

/** `InvalidOrder: quantity must be …`: what Lambda says in JSON is told by its message. */
function errorText({ error, cause }: WorkflowEvent['details']): string | undefined {
  const text = [error, typeof cause === 'string' ? messageIn(cause) : undefined].filter(Boolean).join(': ');
  return text === '' ? undefined : text.slice(0, LONGEST_ERROR);
}

function messageIn(cause: string): string {
  try {
    const message = JSON.parse(cause)?.errorMessage;
    return typeof message === 'string' ? message : cause;
  } catch {
    return cause;
  }
}
