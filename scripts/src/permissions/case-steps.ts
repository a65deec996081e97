import assert from 'node:assert/strict';
import type { FailedOrder, Order, OrderContent } from 'order-model';
import { pollUntil } from '../smoke/poll-until.ts';
import type { CaseSystem } from './case-system.ts';

/** Far longer than any machine takes. */
const PATIENCE_SECONDS = 120;

export async function place(system: CaseSystem, order: OrderContent): Promise<void> {
  const { status, body } = await system.place(order);
  assert.equal(status, 200, `order ${order.order_id} was answered ${status}: ${JSON.stringify(body)}`);
}

/** The body of the answer to a request, which must have the status. */
export async function answers(
  system: CaseSystem,
  status: number,
  ...[method, path, body]: Parameters<CaseSystem['request']>
) {
  const answer = await system.request(method, path, body);
  assert.equal(
    answer.status,
    status,
    `${method} ${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`,
  );
  return answer.body;
}

export function orderIs(
  system: CaseSystem,
  { order_id }: OrderContent,
  status: Order['status'],
): Promise<Order> {
  let order: Order | undefined;
  const what = () => `order ${order_id} ${status}, which is ${order?.status ?? 'in no table'}`;
  return seen(system, what, async () => {
    order = await system.order(order_id);
    return order?.status === status ? order : undefined;
  });
}

export function rowOf(system: CaseSystem, isIt: (row: FailedOrder) => boolean): Promise<FailedOrder> {
  return seen(system, 'the failed_orders row', async () => (await system.failedOrders()).find(isIt));
}

/** Waits for a line that holds all the texts. */
export function isLogged(system: CaseSystem, ...texts: readonly string[]): Promise<string> {
  return seen(system, `a line with "${texts.join('" and "')}"`, async () =>
    system.logged.find((line) => texts.every((text) => line.includes(text))),
  );
}

function seen<Value>(
  { signal }: CaseSystem,
  what: string | (() => string),
  read: () => Promise<Value | undefined>,
): Promise<Value> {
  return pollUntil(what, PATIENCE_SECONDS, () => {
    signal.throwIfAborted();
    return read();
  });
}
