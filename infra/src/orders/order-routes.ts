import type { Construct } from 'constructs';
import { STATE_INDEX, STATUS_INDEX } from 'order-model/tables';
import type { Environment as OrderQueryEnvironment, Route as QueryRoute } from 'order-query/env';
import type { Environment as RedriveOrderEnvironment, Route as RedriveRoute } from 'redrive-order/env';
import type { HttpApi } from '../aws/http-api.ts';
import type { NodeFunction } from '../aws/node-function.ts';
import { metricsVariables } from '../observability/order-metrics.ts';
import type { OrderParts } from './order-api.ts';
import { orderFunction } from './order-function.ts';
import type { OrderProps } from './order-props.ts';
import { type RouteAccess, routeAuthorization } from './route-authorization.ts';

const QUERY_TIMEOUT_SECONDS = 10;
/** A redriven order is delivered after that, so the shorter the better; a hundred redrives take a second. */
const REDRIVE_TIMEOUT_SECONDS = 10;

interface RouteOf<RouteKey> {
  /** Names the route in Terraform. */
  readonly id: string;
  readonly routeKey: RouteKey;
  readonly access: RouteAccess;
}

/** Every route of each function: the compiler finds one that is missing. */
const QUERY_ROUTES = {
  'GET /orders/{order_id}': { id: 'get-order', access: 'client' },
  'GET /orders': { id: 'list-orders', access: 'operator' },
  'GET /orders/counts': { id: 'count-orders', access: 'operator' },
  'GET /failed-orders': { id: 'list-failed-orders', access: 'operator' },
} satisfies Record<QueryRoute, Omit<RouteOf<QueryRoute>, 'routeKey'>>;

const REDRIVE_ROUTES = {
  'POST /failed-orders/{failed_order_id}/redrive': { id: 'redrive-order', access: 'operator' },
  'POST /failed-orders/redrive': { id: 'redrive-orders', access: 'operator' },
} satisfies Record<RedriveRoute, Omit<RouteOf<RedriveRoute>, 'routeKey'>>;

/** The routes that show orders and put failed ones back, with their functions. */
export function addOrderRoutes(scope: Construct, props: OrderProps, api: HttpApi, parts: OrderParts): void {
  addRoutes(api, props, orderQuery(scope, props, parts), QUERY_ROUTES);
  addRoutes(api, props, redriveOrder(scope, props, parts), REDRIVE_ROUTES);
}

function addRoutes(
  api: HttpApi,
  props: OrderProps,
  handler: NodeFunction,
  routes: Readonly<Record<string, Omit<RouteOf<string>, 'routeKey'>>>,
): void {
  for (const [routeKey, { id, access }] of Object.entries(routes)) {
    api.addRoute(id, { routeKey, authorization: routeAuthorization(access, props), handler });
  }
}

function orderQuery(scope: Construct, props: OrderProps, { tables }: OrderParts): NodeFunction {
  const handler = orderFunction(scope, props, {
    name: 'order-query',
    timeoutSeconds: QUERY_TIMEOUT_SECONDS,
    environment: {
      ORDERS_TABLE: tables.orders.name,
      FAILED_ORDERS_TABLE: tables.failedOrders.name,
      STATUS_SHARDS: String(props.statusShards),
    } satisfies OrderQueryEnvironment,
  });
  tables.orders.grant(handler, 'GetItem');
  tables.orders.grantQuery(handler, STATUS_INDEX.name);
  tables.failedOrders.grantQuery(handler, STATE_INDEX.name);
  return handler;
}

function redriveOrder(scope: Construct, props: OrderProps, { tables, queue }: OrderParts): NodeFunction {
  const handler = orderFunction(scope, props, {
    name: 'redrive-order',
    timeoutSeconds: REDRIVE_TIMEOUT_SECONDS,
    environment: {
      ORDERS_TABLE: tables.orders.name,
      STATUS_SHARDS: String(props.statusShards),
      FAILED_ORDERS_TABLE: tables.failedOrders.name,
      ORDER_QUEUE_URL: queue.queueUrl,
      REDRIVE_TIMEOUT_SECONDS: String(REDRIVE_TIMEOUT_SECONDS),
      ...metricsVariables(props),
    } satisfies RedriveOrderEnvironment,
  });
  tables.orders.grant(handler, 'GetItem', 'PutItem', 'UpdateItem');
  tables.failedOrders.grant(handler, 'GetItem', 'UpdateItem');
  handler.grant({ sid: 'SendToQueue', actions: ['sqs:SendMessage'], resources: [queue.queueArn] });
  return handler;
}
