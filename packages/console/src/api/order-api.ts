import type { FailedOrder, FailedOrderState, Order, OrderStatus } from 'order-model';
import { type Answer, type Authorize, request } from './request.ts';

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly nextCursor?: string;
}

/** How many orders have a status; `more`: counting stopped there. */
export interface StatusCount {
  readonly count: number;
  readonly more: boolean;
}

export type Counts = Readonly<Record<OrderStatus, StatusCount>>;

export interface PlacedOrder {
  readonly order_id: string;
  readonly status: OrderStatus;
  readonly message: string;
}

/** Of one row of a bulk redrive; `status` is that of the single redrive. */
export interface RedriveResult {
  readonly failed_order_id: string;
  readonly status: number;
  readonly detail?: string;
}

interface PageQuery {
  readonly limit: number;
  readonly cursor?: string;
}

/** The most ids a bulk redrive takes at once. */
export const REDRIVE_LIMIT = 100;

/** The order API, at `apiUrl`. */
export function orderApi(apiUrl: string, authorize: Authorize) {
  const base = apiUrl.replace(/\/$/, '');
  const get = async <T>(path: string, query: object, signal?: AbortSignal): Promise<T> => {
    const url = `${base}${path}${queryString(query)}`;
    return (await request<T>(url, { authorize, ...(signal && { signal }) })).body;
  };
  const post = <T>(path: string, body?: unknown): Promise<Answer<T>> =>
    request<T>(`${base}${path}`, { method: 'POST', body, authorize });

  return {
    async listOrders(
      query: PageQuery & { status?: OrderStatus },
      signal?: AbortSignal,
    ): Promise<Page<Order>> {
      const page = await get<{ orders: Order[]; next_cursor?: string }>('/orders', query, signal);
      return toPage(page.orders, page.next_cursor);
    },
    findOrder: (orderId: string, signal?: AbortSignal) =>
      get<Order>(`/orders/${encodeURIComponent(orderId)}`, {}, signal),
    async countOrders(since: string | undefined, signal?: AbortSignal): Promise<Counts> {
      return (await get<{ counts: Counts }>('/orders/counts', { since }, signal)).counts;
    },
    async listFailedOrders(
      query: PageQuery & { state?: FailedOrderState },
      signal?: AbortSignal,
    ): Promise<Page<FailedOrder>> {
      const page = await get<{ failed_orders: FailedOrder[]; next_cursor?: string }>(
        '/failed-orders',
        query,
        signal,
      );
      return toPage(page.failed_orders, page.next_cursor);
    },
    async placeOrder(body: unknown): Promise<PlacedOrder & { replayed: boolean }> {
      const answer = await post<PlacedOrder>('/order', body);
      return { ...answer.body, replayed: answer.headers.get('idempotent-replayed') === 'true' };
    },
    async redrive(failedOrderIds: readonly string[]): Promise<readonly RedriveResult[]> {
      const body = { failed_order_ids: failedOrderIds };
      return (await post<{ results: RedriveResult[] }>('/failed-orders/redrive', body)).body.results;
    },
  };
}

export type OrderApi = ReturnType<typeof orderApi>;

function toPage<Row>(rows: readonly Row[], nextCursor: string | undefined): Page<Row> {
  return nextCursor === undefined ? { rows } : { rows, nextCursor };
}

function queryString(query: object): string {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries.map(([k, v]) => [k, String(v)]))}`;
}
