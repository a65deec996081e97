import { type HttpResponse, jsonResponse, type Logger } from 'function-kit';
import {
  type FailedOrder,
  type FailedOrderList,
  type Order,
  type OrderList,
  OrderNotFoundError,
  type OrderReader,
  orderIdOf,
  type Page,
} from 'order-model';
import { countOrders } from './count-orders.ts';
import type { Route } from './env.ts';
import { type Parameters, readFailedOrdersRequest, readOrdersRequest, readSince } from './parameters.ts';
import { errorResponse, NO_STORE } from './to-response.ts';

/** The part of an HTTP API event, payload format 2.0, that says what is asked for. */
export interface QueryEvent {
  readonly routeKey: string;
  readonly pathParameters?: Parameters | undefined;
  readonly queryStringParameters?: Parameters | undefined;
}

export interface QueryDependencies {
  /** Says 404 about an order only when it is not stored at all. */
  readonly orders: OrderReader;
  readonly orderList: OrderList;
  readonly failedOrderList: FailedOrderList;
  readonly logger: Logger;
}

type Answer = (event: QueryEvent, dependencies: QueryDependencies) => Promise<unknown>;

const ANSWERS: Readonly<Record<Route, Answer>> = {
  'GET /orders/{order_id}': ({ pathParameters }, { orders }) =>
    findOrder(pathParameters?.order_id ?? '', orders),
  'GET /orders': async ({ queryStringParameters = {} }, { orderList }) => {
    const page: Page<Order> = await orderList.list(readOrdersRequest(queryStringParameters));
    return { orders: page.rows, next_cursor: page.next_cursor };
  },
  'GET /orders/counts': async ({ queryStringParameters = {} }, { orderList }) => ({
    counts: await countOrders(orderList, readSince(queryStringParameters)),
  }),
  'GET /failed-orders': async ({ queryStringParameters = {} }, { failedOrderList }) => {
    const page = await failedOrderList.list(readFailedOrdersRequest(queryStringParameters));
    return { failed_orders: page.rows.map(shown), next_cursor: page.next_cursor };
  },
};

/** Answers a read of orders or failed orders. */
export async function handleQuery(event: QueryEvent, dependencies: QueryDependencies): Promise<HttpResponse> {
  const answer = Object.hasOwn(ANSWERS, event.routeKey) ? ANSWERS[event.routeKey as Route] : undefined;
  if (!answer) throw new Error(`unknown route ${event.routeKey}`);
  try {
    return jsonResponse(200, await answer(event, dependencies), NO_STORE);
  } catch (error) {
    return errorResponse(error, event, dependencies.logger);
  }
}

async function findOrder(orderId: string, orders: OrderReader): Promise<Order> {
  // What cannot be an order_id is none that DynamoDB should be asked for.
  const order = orderIdOf({ order_id: orderId }) === undefined ? undefined : await orders.find(orderId);
  if (!order) throw new OrderNotFoundError(orderId.slice(0, 80));
  return order;
}

/** A row without who redrives it. */
function shown({ redrive_id: _id, redrive_started_at: _at, ...row }: FailedOrder): FailedOrder {
  return row;
}
