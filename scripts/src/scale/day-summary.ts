import { OUTAGE } from './day.ts';
import type { LimitName } from './limit-name.ts';
import type { Second } from './simulation.ts';

/** A day in figures. */
export interface DaySummary {
  readonly orders: number;
  readonly accepted: number;
  /** Requests answered with 429 or 503. */
  readonly refused: number;
  readonly mostAtClients: number;
  readonly fulfilled: number;
  readonly failed: number;
  readonly deepestQueue: number;
  readonly longestWaitSeconds: number;
  /** From the end of the outage until no message waits longer than a second, and no dead letter; undefined: not that day. */
  readonly drainedAfterSeconds: number | undefined;
  readonly atClientsAtMidnight: number;
  readonly underwayAtMidnight: number;
  /** What held orders back at some time of the day. */
  readonly heldBack: ReadonlySet<LimitName>;
}

export function summarizeDay(day: readonly Second[]): DaySummary {
  const sum = (of: (second: Second) => number) => day.reduce((total, second) => total + of(second), 0);
  const most = (of: (second: Second) => number) => day.reduce((max, second) => Math.max(max, of(second)), 0);
  const drainedAt = day.find((second) => second.second >= OUTAGE.to && isDrained(second));
  const { inWorkflow, inQueue, backingOff, deadLetters, atClients } = day.at(-1) as Second;
  return {
    orders: sum(({ arrivals }) => arrivals),
    accepted: sum(({ accepted }) => accepted),
    refused: sum(({ refused }) => refused),
    mostAtClients: most((second) => second.atClients),
    fulfilled: sum(({ fulfilled }) => fulfilled),
    failed: sum(({ failed }) => failed),
    deepestQueue: most((second) => second.inQueue),
    longestWaitSeconds: most(({ oldestSeconds }) => oldestSeconds),
    drainedAfterSeconds: drainedAt && drainedAt.second - OUTAGE.to,
    atClientsAtMidnight: atClients,
    underwayAtMidnight: inWorkflow + inQueue + backingOff + deadLetters,
    heldBack: new Set(day.flatMap(({ heldBack }) => [...heldBack.keys()])),
  };
}

function isDrained({ oldestSeconds, deadLetters }: Second): boolean {
  return oldestSeconds <= 1 && deadLetters < 1;
}
