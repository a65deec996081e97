import type { CountedUnit, TimedUnit } from './billable-unit.ts';
import type { MeteredTime, MeteredUnits, MeterReading } from './meter-reading.ts';

/** A run that is billed by its time. */
export interface TimedRun {
  readonly unit: TimedUnit;
  readonly resource: string;
  readonly memoryMb: number;
  readonly billedMs: number;
  /** Whether an init is part of the time. */
  readonly withInit?: boolean;
  /** How much of the time that was. */
  readonly initMs?: number;
}

interface Runs {
  readonly memoryMb: number;
  readonly runs: Map<number, number>;
  runsWithInit: number;
  initMs: number;
}

/** Adds up what is used, by unit and resource. */
export class Meter {
  readonly #units = new Map<CountedUnit, Map<string, number>>();
  readonly #times = new Map<TimedUnit, Map<string, Runs>>();

  count(unit: CountedUnit, resource: string, units = 1): void {
    const byResource = getOrInsert(this.#units, unit, () => new Map<string, number>());
    byResource.set(resource, (byResource.get(resource) ?? 0) + units);
  }

  time({ unit, resource, memoryMb, billedMs, withInit = false, initMs = 0 }: TimedRun): void {
    const byResource = getOrInsert(this.#times, unit, () => new Map<string, Runs>());
    const entry = getOrInsert(byResource, resource, () => ({
      memoryMb,
      runs: new Map(),
      runsWithInit: 0,
      initMs: 0,
    }));
    entry.initMs += initMs;
    if (withInit) entry.runsWithInit += 1;
    else entry.runs.set(billedMs, (entry.runs.get(billedMs) ?? 0) + 1);
  }

  /** A copy of the counts: it does not change when the meter goes on. */
  read(): MeterReading {
    const units = [...this.#units].flatMap(([unit, byResource]) =>
      [...byResource].map(([resource, count]): MeteredUnits => ({ unit, resource, units: count })),
    );
    const times = [...this.#times].flatMap(([unit, byResource]) =>
      [...byResource].map(([resource, entry]): MeteredTime => {
        return { unit, resource, ...entry, runs: new Map(entry.runs) };
      }),
    );
    return { units, times };
  }
}

function getOrInsert<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const created = create();
  map.set(key, created);
  return created;
}
