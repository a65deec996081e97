import type { Order } from 'order-model';
import { localApi } from '../api/local-api.ts';
import { formatDuration } from '../state/format.ts';
import { isOrderStatus } from '../state/order-statuses.ts';
import { buildTimeline, type TimelineEntry } from '../state/timeline.ts';
import { useConsole } from './console-context.ts';
import { StatusBadge } from './status-badge.tsx';
import { Time } from './time.tsx';
import { usePoll } from './use-poll.ts';

const INTERVAL_MS = 2000;

const SOURCES: Record<TimelineEntry['source'], string> = {
  status: 'Status',
  api: 'API',
  workflow: 'Workflow',
  queue: 'Queue',
  attempt: 'Attempt',
  'dead-letter': 'Dead letter',
  redrive: 'Redrive',
};

/** What happened to an order, oldest first; in a local run with what its functions logged. */
export function OrderTimeline({ order }: { readonly order: Order }) {
  const { config } = useConsole();
  return config.local ? <LocalTimeline order={order} /> : <Timeline entries={buildTimeline(order.history)} />;
}

function LocalTimeline({ order }: { readonly order: Order }) {
  const { data } = usePoll((signal) => localApi.timeline(order.order_id, signal), INTERVAL_MS);
  return <Timeline entries={buildTimeline(order.history, data)} />;
}

function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  return (
    <section className="card" aria-labelledby="timeline-heading">
      <h2 id="timeline-heading">Timeline</h2>
      <ol className="timeline">
        {entries.map((entry, index) => (
          <li key={entry.key} className={`${entry.tone} ${entry.source === 'status' ? 'is-status' : ''}`}>
            <p className="timeline-when">
              <Time at={entry.at} />
              <Since at={entry.at} before={entries[index - 1]?.at} />
            </p>
            <div className="timeline-what">
              <p>
                <span className="source">{SOURCES[entry.source] ?? entry.source}</span>{' '}
                {isOrderStatus(entry.text) ? <StatusBadge status={entry.text} /> : entry.text}
              </p>
              {entry.reason !== undefined && <p className="reason">{entry.reason}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Since({ at, before }: { readonly at: string; readonly before: string | undefined }) {
  if (before === undefined) return null;
  return <span className="since">+{formatDuration(Date.parse(at) - Date.parse(before))}</span>;
}
