import type { PlacedOrder } from '../api/order-api.ts';
import { hashOf } from '../state/router.ts';
import { Notice } from './notice.tsx';
import { StatusBadge } from './status-badge.tsx';

/** The API took the order, now or before. */
export function PlacedNotice({ order }: { readonly order: PlacedOrder & { readonly replayed: boolean } }) {
  return (
    <Notice tone="good" title={order.replayed ? 'Replayed: this order was placed before' : order.message}>
      <p>
        <a className="id" href={hashOf({ page: 'order', orderId: order.order_id })}>
          {order.order_id}
        </a>{' '}
        <StatusBadge status={order.status} />
      </p>
      {order.replayed && <p>Nothing was stored or queued twice; the status is its current one.</p>}
    </Notice>
  );
}
