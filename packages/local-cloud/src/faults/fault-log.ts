import { FAULT_KINDS, type FaultKind } from './fault-kinds.ts';
import type { InjectedFault } from './injected-fault.ts';

const MAX_KEPT = 10_000;

type FaultRecord = Omit<InjectedFault, 'timestamp' | 'sequence'>;

/** What was injected. */
export interface FaultLog {
  record(fault: FaultRecord): void;
  /** The end of something that was recorded when it began: kept, but not counted again. */
  recordEnd(fault: FaultRecord): void;
  /** The last 10,000, oldest first. */
  injected(): readonly InjectedFault[];
  counts(): Readonly<Record<FaultKind, number>>;
}

export function createFaultLog(onFault: (fault: InjectedFault) => void = () => {}): FaultLog {
  const kept: InjectedFault[] = [];
  const counts = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 0])) as Record<FaultKind, number>;
  let sequence = 0;

  function keep(record: FaultRecord): void {
    sequence += 1;
    const fault = { ...record, timestamp: Date.now(), sequence };
    kept.push(fault);
    // Cut by halves: shifting a list of thousands at every fault would cost more than the fault.
    if (kept.length >= 2 * MAX_KEPT) kept.splice(0, MAX_KEPT);
    onFault(fault);
  }

  return {
    record(fault) {
      counts[fault.kind] += 1;
      keep(fault);
    },
    recordEnd: keep,
    injected: () => kept.slice(-MAX_KEPT),
    counts: () => ({ ...counts }),
  };
}
