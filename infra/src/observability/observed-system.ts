import type { NodeFunction } from '../aws/node-function.ts';
import type { OrderApi } from '../orders/order-api.ts';
import type { OrderQueue } from '../orders/order-queue.ts';
import type { OrderTables } from '../orders/order-tables.ts';
import type { OrderWorkflow } from '../orders/order-workflow.ts';

/** The parts of the application that are watched. */
export interface ObservedSystem {
  readonly tables: OrderTables;
  readonly queue: OrderQueue;
  readonly workflow: OrderWorkflow;
  readonly api: OrderApi;
  /** Every function of the application. */
  readonly functions: readonly NodeFunction[];
  /** Names of every log group of the application. */
  readonly logGroupNames: readonly string[];
}
