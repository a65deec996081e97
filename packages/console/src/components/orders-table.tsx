import type { Order } from 'order-model';
import { useEffect, useRef, useState } from 'react';
import { formatInteger } from '../state/format.ts';
import { hashOf } from '../state/router.ts';
import { StatusBadge } from './status-badge.tsx';
import { Time } from './time.tsx';
import { useMedia } from './use-media.ts';
import { useVisibleRows } from './use-visible-rows.ts';

/** As the style sheet has them: a phone shows two lines. */
const ROW_PX = 40;
const NARROW_ROW_PX = 60;

interface OrdersTableProps {
  readonly rows: readonly Order[];
  /** There are rows beyond those given. */
  readonly hasMore: boolean;
  /** The reader is at the top and does not use the list: rows may move. */
  readonly onAtRest: (isAtRest: boolean) => void;
  readonly onNearEnd: () => void;
}

/** The orders in sight as rows of a table; the others only as its height. */
export function OrdersTable({ rows, hasMore, onAtRest, onNearEnd }: OrdersTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const isNarrow = useMedia('(max-width: 44rem)');
  const rowPx = isNarrow ? NARROW_ROW_PX : ROW_PX;
  const columns = isNarrow ? 3 : 6;
  const { first, end, isAtTop } = useVisibleRows(body, rows.length, rowPx);
  const [hasFocus, setHasFocus] = useState(false);
  const isAtRest = isAtTop && !hasFocus;
  useEffect(() => onAtRest(isAtRest), [onAtRest, isAtRest]);
  const isNearEnd = end >= rows.length - 10;
  useEffect(() => {
    if (isNearEnd && !isAtTop) onNearEnd();
  }, [isNearEnd, isAtTop, onNearEnd]);

  return (
    <table className="orders-table" aria-rowcount={hasMore ? -1 : rows.length + 1}>
      <caption className="visually-hidden">Orders, the last changed first</caption>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col" className="column-status">
            Status
          </th>
          <th scope="col">Order</th>
          <th scope="col" className="wide-only">
            Product
          </th>
          <th scope="col" className="wide-only number column-number">
            Quantity
          </th>
          <th scope="col" className="wide-only number column-number">
            Attempts
          </th>
          <th scope="col" className="number column-time">
            Changed
          </th>
        </tr>
      </thead>
      <tbody ref={body} onFocus={() => setHasFocus(true)} onBlur={() => setHasFocus(false)}>
        <Spacer height={first * rowPx} columns={columns} />
        {rows.slice(first, end).map((order, index) => (
          // By its place: what comes in on top changes rows' content, and no row moves.
          // biome-ignore lint/suspicious/noArrayIndexKey: a row holds no state of its order
          <OrderRow key={first + index} order={order} rowIndex={first + index + 2} />
        ))}
        <Spacer height={(rows.length - end) * rowPx} columns={columns} />
      </tbody>
    </table>
  );
}

function OrderRow({ order, rowIndex }: { readonly order: Order; readonly rowIndex: number }) {
  return (
    <tr aria-rowindex={rowIndex}>
      <td>
        <StatusBadge status={order.status} />
      </td>
      <td className="cell-order">
        <a className="row-link" href={hashOf({ page: 'order', orderId: order.order_id })}>
          {order.order_id}
        </a>
        <span className="narrow-only muted">
          {formatInteger(order.quantity)} × {order.product}
        </span>
      </td>
      <td className="wide-only" title={order.product}>
        {order.product}
      </td>
      <td className="wide-only number">{formatInteger(order.quantity)}</td>
      <td className="wide-only number">{order.attempts}</td>
      <td className="number muted">
        <Time at={order.updated_at} />
      </td>
    </tr>
  );
}

function Spacer({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a table's row takes no focus
    <tr aria-hidden="true" className="spacer" style={{ height }}>
      <td colSpan={columns} />
    </tr>
  );
}
