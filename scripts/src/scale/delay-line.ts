/** Amounts that come back after so many seconds, each with the number of tries it has behind it. */
export class DelayLine {
  readonly #due = new Map<number, Map<number, number>>();
  #total = 0;

  /** All that has not come back. */
  get total(): number {
    return this.#total;
  }

  add(second: number, tries: number, amount: number): void {
    if (amount <= 0) return;
    const amounts = this.#due.get(second) ?? new Map<number, number>();
    amounts.set(tries, (amounts.get(tries) ?? 0) + amount);
    this.#due.set(second, amounts);
    this.#total += amount;
  }

  /** Takes out what comes back in this second: amounts by tries. */
  take(second: number): ReadonlyMap<number, number> {
    const amounts = this.#due.get(second) ?? new Map<number, number>();
    this.#due.delete(second);
    for (const amount of amounts.values()) this.#total -= amount;
    // What is left of subtracting fractions is nothing.
    if (this.#due.size === 0) this.#total = 0;
    return amounts;
  }
}
