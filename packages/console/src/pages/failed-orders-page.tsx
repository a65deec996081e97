import type { FailedOrderState } from 'order-model';
import { FailedOrdersList } from '../components/failed-orders-list.tsx';
import { Page } from '../components/page.tsx';
import { hashOf } from '../state/router.ts';

const STATES = [
  { state: 'OPEN', label: 'Open' },
  { state: 'REDRIVEN', label: 'Redriven' },
  { state: 'ALL', label: 'All' },
] as const;

export function FailedOrdersPage({ state }: { readonly state: FailedOrderState | 'ALL' }) {
  return (
    <Page
      title="Failed orders"
      actions={
        <nav className="segments" aria-label="Failed orders by state">
          {STATES.map((one) => (
            <a
              key={one.state}
              href={hashOf({ page: 'failed-orders', state: one.state })}
              aria-current={one.state === state ? 'true' : undefined}
            >
              {one.label}
            </a>
          ))}
        </nav>
      }
    >
      <FailedOrdersList key={state} state={state} />
    </Page>
  );
}
