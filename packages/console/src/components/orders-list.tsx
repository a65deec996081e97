import type { OrderStatus } from 'order-model';
import { useCallback, useEffect, useState } from 'react';
import { MOST_ROWS } from '../state/feed.ts';
import { hashOf } from '../state/router.ts';
import { ORDER_ROWS } from '../state/row-kinds.ts';
import { useConsole } from './console-context.ts';
import { Icon } from './icon.tsx';
import { ListEnd } from './list-end.tsx';
import { LoadState } from './load-state.tsx';
import { NewRowsPill } from './new-rows-pill.tsx';
import { OrdersTable } from './orders-table.tsx';
import { useLiveFeed } from './use-live-feed.ts';

const PAGE_SIZE = 100;
const INTERVAL_MS = 2000;

/** The live list of orders, of one status or all. */
export function OrdersList({ status }: { readonly status: OrderStatus | undefined }) {
  const { api } = useConsole();
  const { feed, isLoaded, unseen, older, live, poll } = useLiveFeed({
    kind: ORDER_ROWS,
    intervalMs: INTERVAL_MS,
    load: (cursor, signal) =>
      api.listOrders({ limit: PAGE_SIZE, ...(status && { status }), ...(cursor && { cursor }) }, signal),
  });
  const [isPaused, setIsPaused] = useState(false);
  const [isAtRest, setIsAtRest] = useState(true);
  useEffect(() => live.follow(isAtRest && !isPaused), [live, isAtRest, isPaused]);
  const loadOlder = useCallback(() => void live.loadOlder(), [live]);
  const showNewest = () => {
    live.showNewest();
    document.getElementById('orders-list')?.scrollIntoView();
  };

  return (
    <section className="list" aria-label="Orders" id="orders-list">
      <div className="list-bar">
        <h2>{status === undefined ? 'Last changed first' : `${status}, last changed first`}</h2>
        <button type="button" onClick={() => setIsPaused(!isPaused)}>
          <Icon name={isPaused ? 'play' : 'pause'} />
          {isPaused ? 'Resume' : 'Pause'}
        </button>
      </div>
      <NewRowsPill unseen={unseen} noun="order" onShow={showNewest} />
      {!isLoaded ? (
        <LoadState poll={poll} what="orders" />
      ) : feed.rows.length === 0 ? (
        <NoOrders status={status} />
      ) : (
        <>
          <OrdersTable
            rows={feed.rows}
            hasMore={feed.nextCursor !== undefined || feed.isCapped}
            onAtRest={setIsAtRest}
            onNearEnd={loadOlder}
          />
          <ListEnd
            feed={feed}
            older={older}
            onLoadOlder={loadOlder}
            noun="orders"
            advice={`The list holds ${MOST_ROWS.toLocaleString('en-US')} at most: narrow it by status, or open an order by its id.`}
          />
        </>
      )}
    </section>
  );
}

function NoOrders({ status }: { readonly status: OrderStatus | undefined }) {
  return (
    <p className="empty">
      {status === undefined ? 'No orders yet. ' : `No order is ${status}. `}
      <a href={hashOf({ page: 'place-order' })}>Place an order</a>
      {status === undefined ? ', and it shows up here.' : ' or look at '}
      {status !== undefined && <a href={hashOf({ page: 'orders' })}>all orders</a>}
      {status !== undefined && '.'}
    </p>
  );
}
