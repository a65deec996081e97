import type { OrderStory } from '../order-story.ts';
import { isSameContent, isValidContent } from '../sent-content.ts';
import { ofEachOrder } from './invariant.ts';

/** Valid orders get 200, 409 if another content was sent, or a 5xx; invalid ones 400, too large ones 413, or a 5xx. */
export const answersArePromised = ofEachOrder('answers are the promised ones', (story) =>
  story.answers.flatMap(({ status, content }) => {
    if (status === undefined || status >= 500 || status === 429) return [];
    const expected = expectedStatuses(content, story);
    return expected.includes(status) ? [] : [`answered ${status} where ${expected.join(' or ')} was due`];
  }),
);

type Content = OrderStory['answers'][number]['content'];

function expectedStatuses(content: Content, { answers }: OrderStory): number[] {
  if (content.malformed === 'too large') return [413];
  if (!isValidContent(content)) return [400];
  const hasRival = answers.some(
    (other) => isValidContent(other.content) && !isSameContent(other.content, content),
  );
  return hasRival ? [200, 409] : [200];
}
