import type { Order } from 'order-model';
import { ApiError } from '../api/api-error.ts';
import { useConsole } from '../components/console-context.ts';
import { LoadState } from '../components/load-state.tsx';
import { Notice } from '../components/notice.tsx';
import { OrderTimeline } from '../components/order-timeline.tsx';
import { OrderWorkflow } from '../components/order-workflow.tsx';
import { Page } from '../components/page.tsx';
import { StatusBadge } from '../components/status-badge.tsx';
import { Time } from '../components/time.tsx';
import { usePoll } from '../components/use-poll.ts';
import { formatInteger } from '../state/format.ts';
import { hashOf } from '../state/router.ts';

const INTERVAL_MS = 2000;

export function OrderPage({ orderId }: { readonly orderId: string }) {
  const { api } = useConsole();
  const poll = usePoll((signal) => api.findOrder(orderId, signal), INTERVAL_MS);
  const order = poll.data;
  const heading = (
    <>
      <span className="heading-kind">Order</span> <span className="id">{orderId}</span>
    </>
  );
  return (
    <Page
      title={`Order ${orderId}`}
      heading={heading}
      actions={order && <StatusBadge status={order.status} />}
    >
      {order !== undefined ? (
        <OrderDetails order={order} />
      ) : poll.error instanceof ApiError && poll.error.status < 500 ? (
        <NoOrder orderId={orderId} error={poll.error} />
      ) : (
        <LoadState poll={poll} what="order" />
      )}
    </Page>
  );
}

function OrderDetails({ order }: { readonly order: Order }) {
  return (
    <>
      {order.status === 'FAILED' && (
        <Notice tone="bad" title={order.failure_reason ?? 'The order failed; no reason was recorded.'}>
          <p>
            It may be tried again by itself. When it is not, it is under{' '}
            <a href={hashOf({ page: 'failed-orders', state: 'OPEN' })}>failed orders</a>, to be redriven.
          </p>
        </Notice>
      )}
      <dl className="facts card">
        <div className="fact-wide">
          <dt>Product</dt>
          <dd data-testid="product">{order.product}</dd>
        </div>
        <Fact name="Quantity">{formatInteger(order.quantity)}</Fact>
        <Fact name="Attempts">{order.attempts}</Fact>
        <Fact name="Accepted">
          <Time at={order.created_at} />
        </Fact>
        <Fact name="Last changed">
          <Time at={order.updated_at} />
        </Fact>
      </dl>
      <div className="columns">
        <OrderTimeline order={order} />
        <OrderWorkflow orderId={order.order_id} />
      </div>
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function NoOrder({ orderId, error }: { readonly orderId: string; readonly error: ApiError }) {
  if (error.status !== 404) return <Notice tone="bad" title={error.message} />;
  return (
    <Notice tone="pending" title={`There is no order ${orderId}.`}>
      <p>
        An order's id has to be exact, upper and lower case too. This page looks again by itself. An order
        that was refused is not stored: <a href={hashOf({ page: 'place-order' })}>place it again</a>, or look
        for it among <a href={hashOf({ page: 'failed-orders', state: 'ALL' })}>failed orders</a>.
      </p>
    </Notice>
  );
}
