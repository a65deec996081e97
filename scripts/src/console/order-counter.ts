/** Counts the orders that were accepted, from the metric their storing emits into the log. */
export class OrderCounter {
  #accepted = 0;

  /** Takes a line of a log. */
  see(line: string): void {
    // Quotes inside what clients sent are escaped in a line.
    if (line.includes('"OrdersAccepted":1')) this.#accepted += 1;
  }

  get accepted(): number {
    return this.#accepted;
  }
}
