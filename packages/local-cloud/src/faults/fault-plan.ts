import { callPattern } from './call-pattern.ts';
import type { FaultKind } from './fault-kinds.ts';
import type { FaultOptions } from './fault-options.ts';
import { seededRandom } from './seeded-random.ts';

/** What one call, invocation or request may meet. */
interface Occasion<Kind extends FaultKind> {
  /** Counted by itself: the n-th occasion of a key is decided alike in every run with the seed. */
  readonly key: string;
  /** `service:Action`, which `calls` selects. */
  readonly call: string;
  /** What could happen here. */
  readonly kinds: readonly Kind[];
}

interface Decision<Kind extends FaultKind> {
  /** Absent: nothing happens. */
  readonly kind?: Kind;
  /** Chance for the details of this occasion. */
  readonly random: () => number;
}

/** Decides what happens when, by the seed alone. */
export interface FaultPlan {
  /** Undefined: these options have nothing for such a call. */
  decide<Kind extends FaultKind>(occasion: Occasion<Kind>): Decision<Kind> | undefined;
}

export function createFaultPlan({ seed, rate, kinds, calls }: FaultOptions): FaultPlan {
  const counts = new Map<string, number>();
  const wanted = new Set<FaultKind>(kinds);
  const patterns = calls?.map(callPattern);
  const selected = new Map<string, boolean>();

  function selects(call: string): boolean {
    if (!patterns) return true;
    const known = selected.get(call) ?? patterns.some((matches) => matches(call));
    selected.set(call, known);
    return known;
  }

  return {
    decide({ key, call, kinds: possible }) {
      if (!selects(call)) return undefined;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      const random = seededRandom(seed, key, count);
      const isHit = random() < rate;
      const candidates = possible.filter((kind) => wanted.has(kind));
      const kind = candidates[Math.floor(random() * candidates.length)];
      return { random, ...(isHit && kind !== undefined && { kind }) };
    },
  };
}
