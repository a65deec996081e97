import type { OrderStatus } from 'order-model';
import { OrderSearch } from '../components/order-search.tsx';
import { OrdersList } from '../components/orders-list.tsx';
import { Page } from '../components/page.tsx';
import { RateChart } from '../components/rate-chart.tsx';
import { StatusFilter } from '../components/status-filter.tsx';
import { useCounts } from '../components/use-counts.ts';

export function OrdersPage({ status }: { readonly status: OrderStatus | undefined }) {
  const { counts, history } = useCounts();
  return (
    <Page title="Orders" actions={<OrderSearch />}>
      <div className="overview">
        <StatusFilter status={status} counts={counts} />
        <RateChart history={history} />
      </div>
      <OrdersList key={status ?? 'all'} status={status} />
    </Page>
  );
}
