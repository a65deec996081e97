import type { DeployedSystem } from './deployed-system.ts';

/** What chance decides, per order. */
export interface Tries {
  readonly attempts: number;
  readonly deadLetters: number;
}

/** What decides them. */
type Odds = Pick<DeployedSystem, 'fulfillmentSuccessRate' | 'maxReceiveCount'>;

/** The attempts and dead letters of an order, as a mean. */
export function expectedTries(odds: Odds): Tries {
  const failures = failureShares(odds);
  return {
    attempts: failures.slice(0, -1).reduce((sum, share) => sum + share, 1),
    deadLetters: failures.at(-1) ?? 0,
  };
}

/** How many orders of one come to their k-th failure, for each k. */
export function failureShares({ fulfillmentSuccessRate, maxReceiveCount }: Odds): number[] {
  return Array.from({ length: maxReceiveCount }, (_, index) => (1 - fulfillmentSuccessRate) ** (index + 1));
}
