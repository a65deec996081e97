import type { LogFields } from '../logger.ts';
import type { Metrics } from '../metrics.ts';

/** Metrics that remember what was emitted. */
export class MemoryMetrics implements Metrics<string> {
  readonly events: { values: Readonly<Record<string, number>>; properties: LogFields }[] = [];

  /** How often each metric was emitted, whatever its values. */
  get counts(): Record<string, number> {
    const names = this.events.flatMap(({ values }) => Object.keys(values));
    return Object.fromEntries(
      [...new Set(names)].map((name) => [name, names.filter((each) => each === name).length]),
    );
  }

  emit = (values: Readonly<Record<string, number>>, properties: LogFields = {}): void => {
    this.events.push({ values, properties });
  };
}
