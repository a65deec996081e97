import { chanceOf, choose } from './chance.ts';
import type { SentContent } from './events.ts';

/** What clients do with one order_id: waves of requests, each wave sent at once when the one before is answered. */
export interface Plan {
  readonly orderId: string;
  readonly waves: readonly (readonly SentContent[])[];
}

/** How often each way to order happens, in percent. */
const WAYS = {
  once: 45,
  repeated: 10,
  repeatedLate: 15,
  atOnce: 10,
  conflicting: 5,
  conflictingLate: 5,
  conflictingAtOnce: 7,
  invalidThenMended: 2,
  malformedThenMended: 1,
} as const;

const PRODUCTS = ['Pen', 'Ink', 'Füller', '紙', '  Ruler ', '🖋️', 'Pencil "HB"', 'Eraser'];

/** The plans for `orders` orders: the same for the same seed. Late ones come at the end, when most orders are done. */
export function planWorkload(seed: number, orders: number): Plan[] {
  const plans = Array.from({ length: orders }, (_, index) => planOrder(seed, index));
  return [...plans.map(({ plan }) => plan), ...plans.flatMap(({ late }) => (late ? [late] : []))];
}

function planOrder(seed: number, index: number): { plan: Plan; late?: Plan } {
  const orderId = `chaos-${seed}-${index + 1}`;
  const chance = (what: string) => chanceOf(seed, 'order', what, index);
  const content = {
    order_id: orderId,
    product: PRODUCTS[Math.floor(chance('product') * PRODUCTS.length)],
    quantity: 1 + Math.floor(chance('quantity') * 9),
  };
  const other = { ...content, ...(chance('other') < 0.5 ? { product: 'Rubber' } : { quantity: 10 }) };
  const plan = (...waves: SentContent[][]): Plan => ({ orderId, waves });
  switch (choose(chance('way'), WAYS)) {
    case 'once':
      return { plan: plan([content]) };
    case 'repeated':
      return { plan: plan([content], [content]) };
    case 'repeatedLate':
      return { plan: plan([content]), late: plan([content]) };
    case 'atOnce':
      return { plan: plan([content, content, content]) };
    case 'conflicting':
      return { plan: plan([content], [other]) };
    case 'conflictingLate':
      return { plan: plan([content]), late: plan([other], [content]) };
    case 'conflictingAtOnce':
      return { plan: plan([content, other]) };
    case 'invalidThenMended':
      return { plan: plan([invalid(content, chance('fault'))], [content]) };
    case 'malformedThenMended':
      return { plan: plan([malformed(orderId, chance('fault'))], [content]) };
  }
}

function invalid(content: SentContent, chance: number): SentContent {
  const { order_id, ...fields } = content;
  if (chance < 0.25) return { ...content, quantity: 0 };
  if (chance < 0.5) return { ...content, quantity: String(fields.quantity) };
  if (chance < 0.75) return { ...content, product: ' ' };
  return { order_id, quantity: fields.quantity };
}

function malformed(order_id: string, chance: number): SentContent {
  return { order_id, malformed: chance < 0.5 ? 'not JSON' : 'too large' };
}

/** Bodies of messages that no workflow sends: text that is no JSON, JSON that is no order, an order nobody placed. */
export function planPoison(seed: number): string[] {
  return [
    `{"order_id":"chaos-${seed}-poison`,
    JSON.stringify(['chaos', seed]),
    JSON.stringify({ order_id: `chaos-${seed}-no-order`, product: 'Pen', quantity: 0 }),
    JSON.stringify({ order_id: `chaos-${seed}-not-placed`, product: 'Pen', quantity: 1 }),
  ];
}
