import type { CountedUnit, TimedUnit } from './billable-unit.ts';

/** Units that one resource has used. */
export interface MeteredUnits {
  readonly unit: CountedUnit;
  /** Name of an API, function, queue, state machine or log group; of a table, or `table/index`. */
  readonly resource: string;
  readonly units: number;
}

/** How long the runs of one resource took. */
export interface MeteredTime {
  readonly unit: TimedUnit;
  readonly resource: string;
  readonly memoryMb: number;
  /** Number of runs, by the milliseconds each was billed; runs that began with an init are kept apart. */
  readonly runs: ReadonlyMap<number, number>;
  readonly runsWithInit: number;
  /** What the inits of those took together. */
  readonly initMs: number;
}

/** What a meter has counted since it began. */
export interface MeterReading {
  readonly units: readonly MeteredUnits[];
  readonly times: readonly MeteredTime[];
}

/** What was used between two readings of the same meter; nothing that stayed the same is in it. */
export function usageBetween(before: MeterReading, after: MeterReading): MeterReading {
  const unitsBefore = new Map(before.units.map((entry) => [keyOf(entry), entry.units]));
  const timesBefore = new Map(before.times.map((entry) => [keyOf(entry), entry]));
  const units = after.units.map((entry) => ({
    ...entry,
    units: entry.units - (unitsBefore.get(keyOf(entry)) ?? 0),
  }));
  const times = after.times.map((entry) => subtract(entry, timesBefore.get(keyOf(entry))));
  return {
    units: units.filter((entry) => entry.units > 0),
    times: times.filter(({ runs, runsWithInit }) => runs.size > 0 || runsWithInit > 0),
  };
}

function keyOf({ unit, resource }: { unit: string; resource: string }): string {
  return `${unit} ${resource}`;
}

function subtract(after: MeteredTime, before: MeteredTime | undefined): MeteredTime {
  const runs = [...after.runs].map(
    ([milliseconds, count]) => [milliseconds, count - (before?.runs.get(milliseconds) ?? 0)] as const,
  );
  return {
    ...after,
    runs: new Map(runs.filter(([, count]) => count > 0)),
    runsWithInit: after.runsWithInit - (before?.runsWithInit ?? 0),
    initMs: after.initMs - (before?.initMs ?? 0),
  };
}
