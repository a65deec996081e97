import type { StatusChange } from 'order-model';
import type { LocalEvent } from '../api/local-api.ts';

/** One line of an order's life. */
export interface TimelineEntry {
  readonly key: string;
  readonly at: string;
  readonly source: 'status' | LocalEvent['source'];
  readonly text: string;
  readonly reason?: string;
  readonly tone: 'neutral' | 'good' | 'bad';
}

/** An order's status changes and, where they are known, what happened in between; oldest first. */
export function buildTimeline(
  history: readonly StatusChange[],
  events: readonly LocalEvent[] = [],
): readonly TimelineEntry[] {
  const entries = [...events.map(fromEvent), ...history.map(fromStatusChange)];
  // At the same time the cause comes before the status it led to; sorting is stable.
  return entries.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function fromStatusChange({ status, at, reason }: StatusChange, index: number): TimelineEntry {
  const tone = status === 'FULFILLED' ? 'good' : status === 'FAILED' ? 'bad' : 'neutral';
  return { key: `status-${index}`, at, source: 'status', text: status, tone, ...(reason && { reason }) };
}

function fromEvent({ at, source, text, reason, level }: LocalEvent, index: number): TimelineEntry {
  const tone = /^(error|warn)/i.test(level ?? '') || source === 'dead-letter' ? 'bad' : 'neutral';
  return { key: `event-${index}`, at, source, text, tone, ...(reason && { reason }) };
}
