/** Messages that became visible in the same second. */
interface Visible {
  readonly since: number;
  /** How often they were received before. */
  readonly receives: number;
  amount: number;
}

/** The visible messages of a queue, oldest first. */
export class MessageQueue {
  #messages: Visible[] = [];
  #head = 0;
  #depth = 0;

  get depth(): number {
    return this.#depth;
  }

  add(second: number, receives: number, amount: number): void {
    if (amount <= 0) return;
    this.#messages.push({ since: second, receives, amount });
    this.#depth += amount;
  }

  /** Takes out the oldest so many messages: amounts by how often they were received before. */
  take(amount: number): ReadonlyMap<number, number> {
    const taken = new Map<number, number>();
    let wanted = Math.min(amount, this.#depth);
    for (let oldest = this.#messages[this.#head]; oldest && wanted > 0; oldest = this.#messages[this.#head]) {
      const part = Math.min(wanted, oldest.amount);
      taken.set(oldest.receives, (taken.get(oldest.receives) ?? 0) + part);
      oldest.amount -= part;
      wanted -= part;
      this.#depth -= part;
      if (oldest.amount <= 0) this.#head += 1;
    }
    this.#forget();
    return taken;
  }

  /** Seconds that the oldest message has been visible; 0 when there is none. */
  oldestSeconds(second: number): number {
    const oldest = this.#messages[this.#head];
    return oldest ? second - oldest.since : 0;
  }

  #forget(): void {
    if (this.#head === this.#messages.length) this.#depth = 0;
    else if (this.#head < 1000) return;
    this.#messages = this.#messages.slice(this.#head);
    this.#head = 0;
  }
}
