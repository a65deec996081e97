import type { Recorded } from './events.ts';

/** Faults of so long before the first and after the last event of an order may have hit it. */
const FAULT_MARGIN_MS = 50;
/** A busy run injects hundreds of faults while one order lives. */
const MOST_FAULTS = 40;

/** What happened to an order, a line each, with the faults that were injected while it happened. */
export function timeline(events: readonly Recorded[], orderId: string): string[] {
  const own = events.filter((event) => event.orderId === orderId);
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last) return [];
  const isNear = ({ atMs }: Recorded) => own.some((event) => Math.abs(event.atMs - atMs) <= FAULT_MARGIN_MS);
  const faults = events.filter((event) => event.kind === 'fault' && isNear(event));
  const shown = [...own, ...faults.slice(0, MOST_FAULTS)].sort((a, b) => a.sequence - b.sequence);
  const left = faults.length - MOST_FAULTS;
  return [...shown.map(line), ...(left > 0 ? [`and ${left} more faults near these events`] : [])];
}

function line(event: Recorded): string {
  return `${`+${(event.atMs / 1000).toFixed(3)} s`.padStart(11)}  ${describe(event)}`;
}

function describe(event: Recorded): string {
  switch (event.kind) {
    case 'sent':
      return `client sends request ${event.request}${event.isLast ? ' when the faults are over' : ''}: ${JSON.stringify(event.content)}`;
    case 'answered':
      return `client gets ${event.status ?? 'no answer'} for request ${event.request}${event.detail ? `: ${event.detail}` : ''}`;
    case 'written':
      return `${event.by} writes ${event.status}, version ${event.updatedAt}${event.content ? `: ${JSON.stringify(event.content)}` : ''}`;
    case 'read':
      return `${event.environment} reads ${event.status ? `${event.status}, version ${event.updatedAt}` : 'nothing'}`;
    case 'row':
      return `a failed_orders row is written: ${event.failedOrderId}`;
    case 'message':
      return `message ${event.messageId} ${event.what} (${event.queue}${event.receiveCount ? `, receive ${event.receiveCount}` : ''})`;
    case 'poison':
      return `message ${event.messageId} is put on the order queue: ${event.body}`;
    case 'execution':
      return `execution ${event.execution} ${event.what}`;
    case 'asked':
      return (
        `${event.environment} asks the warehouse (key ${event.idempotencyKey}, order read as ${event.status}, version ` +
        `${event.updatedAt}): ${event.outcome}${event.fulfilled ? ', now' : ''}, ${event.answer}`
      );
    case 'fault':
      return `fault: ${event.fault} at ${event.target}${event.detail ? `, ${event.detail}` : ''}`;
  }
}
