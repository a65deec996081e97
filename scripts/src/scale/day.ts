import type { Warehouse } from './fulfillment.ts';
import { type Second, type Simulated, Simulation, type SimulationOptions } from './simulation.ts';

export const DAY_SECONDS = 86_400;
const HOUR = 3600;

/** A stretch of the day, in seconds since midnight. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** For so long the warehouse takes no orders. */
export const OUTAGE: Stretch = { from: 11 * HOUR, to: 11.75 * HOUR };
/** For so long more orders come than the API takes. */
export const SALE: Stretch = { from: 15 * HOUR, to: 15 * HOUR + 1200 };

/** When most orders come, but for the sale. */
export const EVENING_PEAK = 20 * HOUR;

/** Parts of the rate that the API takes: at night, more at each peak, and more in the sale. */
const NIGHT = 0.05;
const PEAKS = [
  { at: 11 * HOUR, width: 2 * HOUR, part: 0.3 },
  { at: EVENING_PEAK, width: 1.8 * HOUR, part: 0.5 },
] as const;
const IN_SALE = 1.2;

/** New orders of a second of the day, as a part of the rate that the API takes. */
export function arrivalsAt(second: number): number {
  const peaks = PEAKS.map(({ at, width, part }) => part * Math.exp(-(((second - at) / width) ** 2) / 2));
  const sale = isIn(SALE, second) ? IN_SALE : 0;
  return peaks.reduce((sum, each) => sum + each, NIGHT + sale);
}

/** What is done while the warehouse is down: fulfillment is paused, or goes on and fails. */
export type InOutage = Exclude<Warehouse, 'working'>;

/** The day of a system that was new at midnight. */
export function simulateDay(simulated: Simulated, inOutage: InOutage, options?: SimulationOptions): Second[] {
  const simulation = new Simulation(simulated, options);
  const rate = simulated.system.apiThrottlingRateLimit;
  const seconds: Second[] = [];
  for (let second = 0; second < DAY_SECONDS; second++)
    seconds.push(simulation.step(rate * arrivalsAt(second), isIn(OUTAGE, second) ? inOutage : 'working'));
  return seconds;
}

function isIn({ from, to }: Stretch, second: number): boolean {
  return from <= second && second < to;
}
