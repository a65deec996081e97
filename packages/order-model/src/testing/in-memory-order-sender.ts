import type { OrderContent } from '../order.ts';
import type { OrderSender } from '../ports.ts';

/** A queue that remembers what was sent. */
export class InMemoryOrderSender implements OrderSender {
  readonly sent: OrderContent[] = [];

  async send(order: OrderContent): Promise<void> {
    this.sent.push(order);
  }
}
