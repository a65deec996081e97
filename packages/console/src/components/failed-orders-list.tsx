import type { FailedOrder, FailedOrderState } from 'order-model';
import { useEffect, useState } from 'react';
import type { RedriveResult } from '../api/order-api.ts';
import { hashOf } from '../state/router.ts';
import { FAILED_ORDER_ROWS } from '../state/row-kinds.ts';
import { useConsole } from './console-context.ts';
import { FailedOrderItem } from './failed-order-item.tsx';
import { ListEnd } from './list-end.tsx';
import { LoadState } from './load-state.tsx';
import { NewRowsPill } from './new-rows-pill.tsx';
import { RedriveBar } from './redrive-bar.tsx';
import { useLiveFeed } from './use-live-feed.ts';
import { useRedrive } from './use-redrive.ts';

const PAGE_SIZE = 50;
const INTERVAL_MS = 3000;
/** Above this the reader is at the list's top. */
const TOP_PX = 120;

/** The rows of failed_orders, to be redriven. */
export function FailedOrdersList({ state }: { readonly state: FailedOrderState | 'ALL' }) {
  const { api } = useConsole();
  const { feed, isLoaded, unseen, older, live, poll } = useLiveFeed({
    kind: FAILED_ORDER_ROWS,
    intervalMs: INTERVAL_MS,
    load: (cursor, signal) =>
      api.listFailedOrders(
        { limit: PAGE_SIZE, ...(state !== 'ALL' && { state }), ...(cursor && { cursor }) },
        signal,
      ),
  });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const redrive = useRedrive();
  // Rows stay where they are while the operator works on them: a redriven one keeps showing its result.
  useFollowing(live.follow, selected.size === 0 && redrive.results.size === 0 && !redrive.progress);

  const selectable = feed.rows.filter((row) => isSelectable(row, redrive.results)).map(FAILED_ORDER_ROWS.id);
  const chosen = selectable.filter((id) => selected.has(id));
  const toggle = (id: string) =>
    setSelected(
      (before) => new Set([...before].filter((one) => one !== id).concat(before.has(id) ? [] : id)),
    );
  const run = async (ids: readonly string[]) => {
    await redrive.run(ids);
    setSelected(new Set());
  };
  const showNewest = () => {
    redrive.forget();
    setSelected(new Set());
    live.showNewest();
    // What was loaded last may be from before the redrive.
    poll.refresh();
    scrollTo(0, 0);
  };

  if (!isLoaded) return <LoadState poll={poll} what="failed orders" />;
  if (feed.rows.length === 0) return <NoFailedOrders state={state} />;
  return (
    <section aria-label="Failed orders, newest first">
      <RedriveBar
        selectable={selectable}
        chosen={chosen}
        redrive={redrive}
        onSelect={(ids) => setSelected(new Set(ids))}
        onRedrive={() => void run(chosen)}
        onTidy={showNewest}
      />
      <NewRowsPill unseen={unseen} noun="failed order" onShow={showNewest} />
      <ul className="failed-list">
        {feed.rows.map((row) => (
          <FailedOrderItem
            key={row.failed_order_id}
            row={row}
            result={redrive.results.get(row.failed_order_id)}
            isSelectable={isSelectable(row, redrive.results)}
            isSelected={selected.has(row.failed_order_id)}
            isBusy={redrive.progress !== undefined}
            onToggle={() => toggle(row.failed_order_id)}
            onRedrive={() => void run([row.failed_order_id])}
          />
        ))}
      </ul>
      <ListEnd
        feed={feed}
        older={older}
        onLoadOlder={() => void live.loadOlder()}
        noun="failed orders"
        advice="Redrive some of them, and the older ones follow."
      />
    </section>
  );
}

/** Whether a row can (still) be redriven, by what is known here. */
function isSelectable(
  { state, failed_order_id }: FailedOrder,
  results: ReadonlyMap<string, RedriveResult>,
): boolean {
  const result = results.get(failed_order_id);
  return state === 'OPEN' && (result === undefined || ![202, 404, 409, 422].includes(result.status));
}

function useFollowing(follow: (isFollowing: boolean) => void, isAtRest: boolean): void {
  useEffect(() => {
    const update = () => follow(isAtRest && scrollY < TOP_PX);
    update();
    addEventListener('scroll', update, { passive: true });
    return () => removeEventListener('scroll', update);
  }, [follow, isAtRest]);
}

function NoFailedOrders({ state }: { readonly state: FailedOrderState | 'ALL' }) {
  return (
    <p className="empty">
      {state === 'OPEN'
        ? 'Nothing to do: no failed order is open. '
        : state === 'REDRIVEN'
          ? 'No failed order was redriven so far. '
          : 'No order has failed so far. '}
      Orders that failed at every attempt show up here. <a href={hashOf({ page: 'orders' })}>All orders</a>
    </p>
  );
}
