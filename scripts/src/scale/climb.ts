import type { LimitName } from './limit-name.ts';
import { type Simulated, Simulation } from './simulation.ts';

/** Long enough for every retry of an order to come round, and then to see whether anything is held back. */
const STEADY_SECONDS = 90;
const WATCHED_SECONDS = 20;
const MAX_ORDERS_PER_SECOND = 100_000;
/** Halvings of the range: to a tenth of an order per second. */
const HALVINGS = 20;

/** A limit and the order rate at which the simulated system met it, everything below it raised out of the way. */
export interface MetLimit {
  readonly name: LimitName;
  readonly ordersPerSecond: number;
}

/** Raises the rate of orders until a limit holds them back, takes that limit away, and goes on. */
export function climb(simulated: Simulated): MetLimit[] {
  const met: MetLimit[] = [];
  for (;;) {
    const lifted = new Set(met.map(({ name }) => name));
    const heldAt = (rate: number) => heldBack(simulated, lifted, rate);
    if (!heldAt(MAX_ORDERS_PER_SECOND)) return met;
    let [below, above] = [0, MAX_ORDERS_PER_SECOND];
    for (let halving = 0; halving < HALVINGS; halving++) {
      const middle = (below + above) / 2;
      if (heldAt(middle)) above = middle;
      else below = middle;
    }
    met.push({ name: heldAt(above) as LimitName, ordersPerSecond: above });
  }
}

/** What still holds orders back after a while at this rate; undefined: nothing. */
function heldBack(simulated: Simulated, lifted: ReadonlySet<LimitName>, rate: number): LimitName | undefined {
  const simulation = new Simulation(simulated, { lifted, start: 'busy' });
  for (let second = 0; second < STEADY_SECONDS; second++) {
    const [name] = simulation.step(rate).heldBack.keys();
    if (name && second >= STEADY_SECONDS - WATCHED_SECONDS) return name;
  }
  return undefined;
}
