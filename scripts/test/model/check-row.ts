import { type FailedOrder, isSameContent, type OrderContent, parseOrder } from 'order-model';
import type { World } from './world.ts';

/** What a row must hold for an operator to redrive from it: what was accepted, and what its message or execution held. */
export function checkRow({ failed_order_id, order_id, payload }: FailedOrder, world: World): void {
  const text = world.texts.get(failed_order_id);
  const failed = text === undefined ? undefined : orderIn(text);
  const held = JSON.stringify(payload);
  const breaks = (detail: string) => world.breaks('payload', `row ${failed_order_id} ${detail}`);
  if (text === undefined) breaks('has the id of no message and of no execution');
  else if (failed?.order_id !== order_id) breaks(`is of ${order_id}, ${text} failed`);
  else if (!failed && payload !== text) breaks(`holds ${held}, the body was ${text}`);
  if (!failed) return;
  const { accepted, orders } = world;
  for (const content of [failed, orders.latest.get(failed.order_id), accepted.get(failed.order_id)])
    if (content && !isSameContent(payload as OrderContent, content))
      breaks(`holds ${held}, the order has quantity ${content.quantity}`);
}

function orderIn(text: string): OrderContent | undefined {
  try {
    return parseOrder(JSON.parse(text));
  } catch {
    return undefined;
  }
}
