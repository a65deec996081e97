import { integerBetween } from './seeded-random.ts';

/** How many milliseconds a call is held up: 50 to 1000, less when time is scaled. */
export function latencyMs(timeScale: number, random: () => number): number {
  return Math.round(integerBetween(50, 1000, random) / timeScale);
}
