import type { FailedOrderState, OrderStatus } from 'order-model';
import { Icon, type IconName } from './icon.tsx';

interface Look {
  readonly icon: IconName;
  readonly tone: 'good' | 'bad' | 'pending' | 'neutral';
}

const LOOKS: Record<OrderStatus | FailedOrderState, Look> = {
  PENDING: { icon: 'pending', tone: 'pending' },
  FULFILLED: { icon: 'good', tone: 'good' },
  FAILED: { icon: 'bad', tone: 'bad' },
  OPEN: { icon: 'bad', tone: 'bad' },
  REDRIVEN: { icon: 'repeat', tone: 'neutral' },
};

/** A status by color, shape and word. */
export function StatusBadge({ status }: { readonly status: OrderStatus | FailedOrderState }) {
  const look = LOOKS[status] ?? { icon: 'pending', tone: 'neutral' };
  return (
    <span className={`badge ${look.tone}`}>
      <Icon name={look.icon} />
      {status}
    </span>
  );
}
