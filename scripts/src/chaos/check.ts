import type { Evidence } from './evidence.ts';
import { INVARIANTS } from './invariants/all.ts';
import type { Violation } from './invariants/invariant.ts';
import { orderStories } from './order-story.ts';

export interface Verdict {
  readonly invariant: string;
  /** None: it holds. */
  readonly violations: readonly Violation[];
}

/** The verdict on each invariant. */
export function check(evidence: Evidence): Verdict[] {
  const stories = orderStories(evidence);
  return INVARIANTS.map(({ name, violations }) => ({
    invariant: name,
    violations: violations(stories, evidence),
  }));
}
