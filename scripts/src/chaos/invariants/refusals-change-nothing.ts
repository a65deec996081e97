import type { OrderStory } from '../order-story.ts';
import { isSameContent } from '../sent-content.ts';
import { ofEachOrder } from './invariant.ts';

/** A 409 means that another content is stored, a 400 or 413 that none is; neither content is ever written. */
export const refusalsChangeNothing = ofEachOrder('refusals change nothing', (story) => {
  const { answers, order, isInFlight } = story;
  const refused = answers.filter(({ status = 0 }) => [400, 409, 413].includes(status));
  const problems = refused.flatMap(({ status, content }) => {
    const writes = story.writes.filter((write) => write.content && isSameContent(write.content, content));
    return writes.map(({ by }) => `answered ${status}, and ${by} wrote what was refused`);
  });
  const conflicts = refused.filter(({ status }) => status === 409);
  if (conflicts.length > 0 && !order && !isInFlight) problems.push('answered 409, and no order is stored');
  if (conflicts.some(({ content }) => order && isSameContent(content, order))) {
    problems.push('answered 409, and stored is what was refused');
  }
  return [...problems, ...inventedContent(story)];
});

/** What is stored is what some client sent. */
function inventedContent({ order, answers }: OrderStory): string[] {
  if (!order || answers.length === 0 || answers.some(({ content }) => isSameContent(content, order)))
    return [];
  return ['stored is a content that no client sent'];
}
