import { Construct } from 'constructs';
import { FAILED_ORDERS_KEY, ORDERS_KEY, STATE_INDEX, STATUS_INDEX } from 'order-model/tables';
import { Table } from '../aws/table.ts';
import { resourceName } from '../names.ts';
import type { OrderProps } from './order-props.ts';

/** The tables of the application: orders, and the dead letters of orders. */
export class OrderTables extends Construct {
  readonly orders: Table;
  readonly failedOrders: Table;

  constructor(scope: Construct, id: string, props: OrderProps) {
    super(scope, id);
    const { pointInTimeRecovery, deletionProtection } = props;
    const safety = { pointInTimeRecovery, deletionProtection };
    this.orders = new Table(this, 'orders', {
      ...safety,
      name: resourceName(props, 'orders'),
      logicalId: 'orders',
      hashKey: ORDERS_KEY,
      indexes: [
        {
          ...STATUS_INDEX,
          // The whole order: one in normal life is under 1 KB, so each write of the index is one unit all the same.
          nonKeyAttributes: [
            'product',
            'quantity',
            'status',
            'attempts',
            'created_at',
            'failure_reason',
            'history',
          ],
        },
      ],
    });
    this.failedOrders = new Table(this, 'failed-orders', {
      ...safety,
      name: resourceName(props, 'failed-orders'),
      logicalId: 'failed_orders',
      hashKey: FAILED_ORDERS_KEY,
      indexes: [
        {
          ...STATE_INDEX,
          nonKeyAttributes: ['order_id', 'payload', 'reason', 'attempts', 'state', 'redriven_at'],
        },
      ],
    });
  }
}
