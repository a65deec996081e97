import type { Evidence } from '../evidence.ts';
import type { OrderStory } from '../order-story.ts';

/** What is wrong, and with which order. */
export interface Violation {
  readonly orderId?: string;
  readonly message: string;
}

/** One part of the promise. */
export interface Invariant {
  readonly name: string;
  violations(stories: readonly OrderStory[], evidence: Evidence): Violation[];
}

/** An invariant that looks at one order at a time and says what is wrong with it. */
export function ofEachOrder(
  name: string,
  problemsOf: (story: OrderStory, evidence: Evidence) => readonly string[],
): Invariant {
  return {
    name,
    violations: (stories, evidence) =>
      stories.flatMap((story) =>
        problemsOf(story, evidence).map((message) => ({ orderId: story.orderId, message })),
      ),
  };
}
