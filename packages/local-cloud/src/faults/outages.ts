import type { FaultLog } from './fault-log.ts';
import type { FaultyService } from './service-faults.ts';

/** An outage begins at one call of a hundred that a fault would hit: it takes hundreds of others with it. */
const OUTAGES_PER_FAULT = 0.01;
const SHORTEST_SECONDS = 1;
const LONGEST_SECONDS = 10;

/** Services that are down for a while. */
export interface Outages {
  isDown(service: FaultyService): boolean;
  /** Perhaps begins an outage, with this chance. */
  perhapsBegin(service: FaultyService, random: () => number): void;
  /** Ends all of them. */
  end(): void;
}

export interface OutagesOptions {
  readonly rate: number;
  readonly timeScale: number;
  readonly log: FaultLog;
}

export function createOutages({ rate, timeScale, log }: OutagesOptions): Outages {
  const down = new Map<FaultyService, NodeJS.Timeout>();

  function endOf(service: FaultyService): void {
    clearTimeout(down.get(service));
    down.delete(service);
    log.recordEnd({ kind: 'outage', target: `${service}:*`, detail: 'ends' });
  }

  return {
    isDown: (service) => down.has(service),
    perhapsBegin(service, random) {
      if (down.has(service) || random() >= rate * OUTAGES_PER_FAULT) return;
      const seconds = SHORTEST_SECONDS + random() * (LONGEST_SECONDS - SHORTEST_SECONDS);
      const milliseconds = Math.round((seconds * 1000) / timeScale);
      down.set(service, setTimeout(endOf, milliseconds, service).unref());
      log.record({ kind: 'outage', target: `${service}:*`, detail: `begins, for ${milliseconds} ms` });
    },
    end() {
      for (const service of [...down.keys()]) endOf(service);
    },
  };
}
