import type { OrderStatus } from 'order-model';
import type { Counts, StatusCount } from '../api/order-api.ts';
import { formatInteger } from '../state/format.ts';
import { STATUSES } from '../state/order-statuses.ts';
import { hashOf } from '../state/router.ts';
import { StatusBadge } from './status-badge.tsx';

interface StatusFilterProps {
  readonly status: OrderStatus | undefined;
  readonly counts: Counts | undefined;
}

/** How many orders have each status; each a link to those. */
export function StatusFilter({ status, counts }: StatusFilterProps) {
  return (
    <nav className="tiles" aria-label="Orders by status">
      <a
        className="tile"
        href={hashOf({ page: 'orders' })}
        aria-current={status === undefined ? 'true' : undefined}
      >
        <span className="tile-name">All orders</span>
        <span className="tile-count">{counts ? showCount(sum(counts)) : '–'}</span>
      </a>
      {STATUSES.map((name) => (
        <a
          key={name}
          className="tile"
          href={hashOf({ page: 'orders', status: name })}
          aria-current={status === name ? 'true' : undefined}
        >
          <StatusBadge status={name} />
          <span className="tile-count">{counts ? showCount(counts[name]) : '–'}</span>
        </a>
      ))}
    </nav>
  );
}

function sum(counts: Counts): StatusCount {
  const all = STATUSES.map((name) => counts[name]);
  return { count: all.reduce((total, { count }) => total + count, 0), more: all.some(({ more }) => more) };
}

function showCount({ count, more }: StatusCount): string {
  return more ? `${formatInteger(count)}+` : formatInteger(count);
}
