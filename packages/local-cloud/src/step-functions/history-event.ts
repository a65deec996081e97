export type EventDetails = Readonly<Record<string, unknown>>;

/** One event of an execution's history; `type` and `details` in the words of GetExecutionHistory. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly type: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly details?: EventDetails;
}

const EXECUTION_DATA = new Set(['input', 'inputDetails', 'output', 'outputDetails', 'parameters']);

/** The details without what `includeExecutionData` stands for. */
export function withoutExecutionData(details: EventDetails): EventDetails {
  return Object.fromEntries(Object.entries(details).filter(([name]) => !EXECUTION_DATA.has(name)));
}
