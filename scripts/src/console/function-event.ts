import type { LogLine } from './log-reader.ts';

/** Something that happened to an order. */
export interface TimelineEvent {
  /** ISO 8601. */
  readonly at: string;
  readonly source: 'api' | 'workflow' | 'queue' | 'attempt' | 'dead-letter' | 'redrive';
  readonly text: string;
  readonly reason?: string;
  readonly level: string;
}

const SOURCES: Readonly<Record<string, TimelineEvent['source']>> = {
  'api-handler': 'api',
  validator: 'workflow',
  'order-storage': 'workflow',
  'fulfill-order': 'queue',
  'dlq-handler': 'dead-letter',
  'redrive-order': 'redrive',
};
/** What fulfill-order says of its work; the rest is about messages. */
const ATTEMPT = /processed with status/;

/** What a function logged, for people; undefined for metrics, for what only debugging needs and for who only looks. */
export function functionEvent(
  functionName: string,
  { timestamp, fields }: LogLine,
): TimelineEvent | undefined {
  const { level, message, timestamp: loggedAt, attempts, receive_count } = fields;
  const source = SOURCES[functionName];
  if (!source || typeof message !== 'string' || level === 'DEBUG') return undefined;
  const isRepeated = typeof receive_count === 'number' && receive_count > 1;
  const notes = [
    ...(typeof attempts === 'number' ? [`attempt ${attempts}`] : []),
    ...(isRepeated ? [`delivery ${receive_count}`] : []),
  ];
  const reason = reasonIn(fields);
  return {
    // What the function says, as lines of two functions may be written in another order than they were printed.
    at: new Date(Date.parse(String(loggedAt)) || timestamp).toISOString(),
    source: ATTEMPT.test(message) ? 'attempt' : source,
    text: notes.length > 0 ? `${message} (${notes.join(', ')})` : message,
    ...(reason !== undefined && { reason }),
    level: String(level),
  };
}

function reasonIn({ reason, error }: LogLine['fields']): string | undefined {
  if (typeof reason === 'string') return reason;
  if (typeof error === 'string') return error;
  const { message } = (error ?? {}) as { readonly message?: unknown };
  return typeof message === 'string' ? message : undefined;
}
