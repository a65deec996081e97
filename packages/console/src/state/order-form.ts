/** What the fields of the form hold. */
export interface OrderForm {
  readonly order_id: string;
  readonly product: string;
  readonly quantity: string;
}

/** The body as the API gets it: a quantity that is no number goes as it was typed, and the API says what is wrong. */
export function orderBody({ order_id, product, quantity }: OrderForm): object {
  const number = Number(quantity);
  if (quantity.trim() === '') return { order_id, product };
  return { order_id, product, quantity: Number.isFinite(number) ? number : quantity };
}

/** An id that is not taken: readable, sortable by time, with `chance` (0 to 1) for two in a second. */
export function newOrderId(now: Date, chance: number): string {
  const time = now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  return `order-${time}-${Math.floor(chance * 36 ** 4)
    .toString(36)
    .padStart(4, '0')}`;
}
