import type { FailedOrder } from 'order-model';
import type { RedriveResult } from '../api/order-api.ts';
import { plural } from '../state/format.ts';
import { describeResult } from '../state/redrive.ts';
import { hashOf } from '../state/router.ts';
import { Icon } from './icon.tsx';
import { Payload } from './payload.tsx';
import { StatusBadge } from './status-badge.tsx';
import { Time } from './time.tsx';

interface FailedOrderItemProps {
  readonly row: FailedOrder;
  readonly result: RedriveResult | undefined;
  readonly isSelectable: boolean;
  readonly isSelected: boolean;
  readonly isBusy: boolean;
  readonly onToggle: () => void;
  readonly onRedrive: () => void;
}

/** One failed order: why it failed, what it holds, and the way to push it through again. */
export function FailedOrderItem(props: FailedOrderItemProps) {
  const { row, result, isSelectable, isSelected, isBusy, onToggle, onRedrive } = props;
  const name = row.order_id ?? row.failed_order_id;
  return (
    <li className={`failed-item ${isSelected ? 'is-selected' : ''}`}>
      <input
        type="checkbox"
        aria-label={`Select ${name}`}
        checked={isSelected && isSelectable}
        disabled={!isSelectable || isBusy}
        onChange={onToggle}
      />
      <div className="failed-what">
        <p className="failed-name">
          {row.order_id === undefined ? (
            <span className="muted">No order: message {row.failed_order_id}</span>
          ) : (
            <a className="id" href={hashOf({ page: 'order', orderId: row.order_id })}>
              {row.order_id}
            </a>
          )}
        </p>
        <p className="failed-reason">{row.reason}</p>
        <Payload payload={row.payload} />
      </div>
      <dl className="failed-facts muted">
        <div>
          <dt className="visually-hidden">Failed</dt>
          <dd>
            <Time at={row.failed_at} />
          </dd>
        </div>
        <div>
          <dt className="visually-hidden">Attempts</dt>
          <dd>{plural(row.attempts, 'attempt')}</dd>
        </div>
      </dl>
      <div className="failed-action">
        {row.state === 'REDRIVEN' && result === undefined ? (
          <>
            <StatusBadge status="REDRIVEN" />
            {row.redriven_at !== undefined && <Time at={row.redriven_at} />}
          </>
        ) : (
          <button type="button" disabled={!isSelectable || isBusy} onClick={onRedrive}>
            Redrive<span className="visually-hidden"> {name}</span>
          </button>
        )}
      </div>
      {result !== undefined && (
        <p className={`failed-result ${result.status === 202 ? 'good' : 'bad'}`} data-testid="redrive-result">
          <Icon name={result.status === 202 ? 'good' : 'warning'} />
          {describeResult(result)}.
        </p>
      )}
    </li>
  );
}
