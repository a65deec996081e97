import type { OrderSystem } from '../order-system.ts';
import { pollUntil } from '../smoke/poll-until.ts';

const PRODUCTS = ['Pen', 'Notebook', 'Ink, blue', 'Desk lamp', 'Paper, A4', 'Eraser'];
const ORDERS = 24;
const PATIENCE_SECONDS = 280;

/** Places orders and waits until each has ended; some have failed. Returns one that was fulfilled after a failure. */
export async function placeOrders(system: OrderSystem): Promise<string> {
  for (let number = 1; number <= ORDERS; number += 1) {
    const order_id = `order-${String(1000 + number)}`;
    const product = PRODUCTS[number % PRODUCTS.length] ?? 'Pen';
    await system.place({ order_id, product, quantity: 1 + (number % 5) });
  }
  // Messages nobody can fulfill, so that no run lacks a failed order.
  const contents = ['order-9001', 'order-9002'].map((order_id) => ({
    order_id,
    product: 'Pen',
    quantity: 2,
  }));
  await system.send([...contents.map((content) => JSON.stringify(content)), 'no order at all']);
  return pollUntil('the end of every order', PATIENCE_SECONDS, async () => {
    const [orders, failedOrders] = await Promise.all([system.orders(), system.failedOrders()]);
    const failed = orders.filter(({ status }) => status === 'FAILED');
    const isOver = orders.every(({ status }) => status !== 'PENDING') && failedOrders.length > failed.length;
    if (!isOver) return undefined;
    const fulfilled = orders.filter(({ status }) => status === 'FULFILLED');
    return fulfilled.toSorted((one, other) => other.attempts - one.attempts)[0]?.order_id;
  });
}
