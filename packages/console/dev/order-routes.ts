import type { OrderContent, OrderStatus } from 'order-model';
import type { RedriveResult } from '../src/api/order-api.ts';
import type { World } from './world.ts';

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const STATUSES: readonly OrderStatus[] = ['PENDING', 'FULFILLED', 'FAILED'];
const MOST_COUNTED = 10_000;

function problem(status: number, title: string, detail: string, errors: readonly object[] = []): Reply {
  return {
    status,
    body: { type: 'about:blank', title, status, detail, errors },
    headers: { 'content-type': 'application/problem+json' },
  };
}

/** The order API of the contract, over the mock's world; undefined where it has no such route. */
export function orderRoutes(
  world: World,
  method: string,
  path: string,
  query: URLSearchParams,
  body: unknown,
): Reply | undefined {
  const [first, second, third] = path.split('/').filter(Boolean).map(decodeURIComponent);
  if (method === 'POST' && path === '/order') return placeOrder(world, body);
  if (method === 'GET' && path === '/orders') return listOrders(world, query);
  if (method === 'GET' && path === '/orders/counts') return countOrders(world, query.get('since') ?? '');
  if (method === 'GET' && first === 'orders' && second !== undefined) {
    const found = world.orders.get(second);
    return found
      ? { status: 200, body: found.order }
      : problem(404, 'Order not found', `there is no order ${second}`);
  }
  if (method === 'GET' && path === '/failed-orders') return listFailedOrders(world, query);
  if (method === 'POST' && path === '/failed-orders/redrive') {
    const ids = (body as { failed_order_ids: string[] }).failed_order_ids;
    return { status: 200, body: { results: ids.map((id) => redriveOne(world, id)) } };
  }
  if (method === 'POST' && first === 'failed-orders' && second !== undefined && third === 'redrive') {
    const result = redriveOne(world, second);
    return result.status === 202
      ? { status: 202, body: world.failedOrders.get(second) }
      : problem(result.status, 'Not redriven', result.detail ?? '');
  }
  return undefined;
}

function placeOrder(world: World, body: unknown): Reply {
  const { order_id, product, quantity } = (body ?? {}) as Record<string, unknown>;
  const errors: object[] = [];
  if (typeof order_id !== 'string' || !/^[\w-]{1,80}$/.test(order_id))
    errors.push({
      field: 'order_id',
      message: `must be 1 to 80 characters of A-Z a-z 0-9 - _, got ${JSON.stringify(order_id)}`,
    });
  if (typeof product !== 'string' || product.trim() === '')
    errors.push({ field: 'product', message: 'must not be empty, got ""' });
  if (quantity === undefined) errors.push({ field: 'quantity', message: 'is missing' });
  else if (!Number.isInteger(quantity) || Number(quantity) < 1)
    errors.push({
      field: 'quantity',
      message: `must be an integer from 1 to 1000000, got ${JSON.stringify(quantity)}`,
    });
  if (errors.length > 0) return problem(400, 'Invalid order', 'the order is invalid', errors);
  const content = { order_id, product, quantity } as OrderContent;
  const stored = world.orders.get(content.order_id)?.order;
  if (stored && (stored.product !== product || stored.quantity !== quantity))
    return problem(
      409,
      'Order exists with other content',
      `order ${order_id} exists with other content; use another order_id`,
    );
  const order = stored ?? world.place(content);
  return {
    status: 200,
    body: { message: 'Validation passed', order_id, status: order.status },
    headers: stored ? { 'idempotent-replayed': 'true' } : {},
  };
}

function listOrders(world: World, query: URLSearchParams): Reply {
  const status = query.get('status');
  if (status !== null && !STATUSES.includes(status as OrderStatus))
    return problem(400, 'Invalid request', 'a parameter is invalid', [
      { field: 'status', message: `must be one of ${STATUSES}` },
    ]);
  const orders = [...world.orders.values()]
    .map(({ order }) => order)
    .filter((order) => status === null || order.status === status);
  orders.sort((a, b) => (a.updated_at < b.updated_at ? 1 : -1));
  const { rows, next_cursor } = page(orders, ({ updated_at }) => updated_at, query);
  return { status: 200, body: { orders: rows, next_cursor } };
}

function listFailedOrders(world: World, query: URLSearchParams): Reply {
  const state = query.get('state');
  const all = [...world.failedOrders.values()].filter((row) => state === null || row.state === state);
  all.sort((a, b) => (a.failed_at < b.failed_at ? 1 : -1));
  const { rows, next_cursor } = page(all, ({ failed_at }) => failed_at, query);
  return { status: 200, body: { failed_orders: rows, next_cursor } };
}

function page<Row>(all: readonly Row[], at: (row: Row) => string, query: URLSearchParams) {
  const limit = Number(query.get('limit') ?? 50);
  const cursor = query.get('cursor');
  const rest = cursor === null ? all : all.filter((row) => at(row) < cursor);
  const rows = rest.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next_cursor: rest.length > limit && last ? at(last) : undefined };
}

function countOrders(world: World, since: string): Reply {
  const counts = Object.fromEntries(STATUSES.map((status) => [status, { count: 0, more: false }]));
  for (const { order } of world.orders.values()) {
    const count = counts[order.status];
    if (order.updated_at < since || count === undefined) continue;
    if (count.count < MOST_COUNTED) count.count += 1;
    else count.more = true;
  }
  return { status: 200, body: { counts } };
}

function redriveOne(world: World, id: string): RedriveResult {
  const row = world.failedOrders.get(id);
  if (!row) return { failed_order_id: id, status: 404, detail: `there is no failed order ${id}` };
  if (row.state === 'REDRIVEN')
    return { failed_order_id: id, status: 409, detail: `was redriven at ${row.redriven_at}` };
  if (row.order_id === undefined)
    return { failed_order_id: id, status: 422, detail: 'the payload is no order: it is no JSON object' };
  world.redrive(row);
  return { failed_order_id: id, status: 202 };
}
