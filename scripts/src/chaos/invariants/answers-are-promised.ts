import { isSameContent, type OrderStory } from '../order-story.ts';
import { ofEachOrder } from './invariant.ts';

/** Valid orders get 200, 409 if another content was sent, or a 5xx; invalid ones 400 or a 5xx. */
export const answersArePromised = ofEachOrder('answers are the promised ones', (story) =>
  story.answers.flatMap(({ status, content }) => {
    if (status === undefined || status >= 500 || status === 429) return [];
    const expected = expectedStatuses(content, story);
    return expected.includes(status) ? [] : [`answered ${status} where ${expected.join(' or ')} was due`];
  }),
);

type Content = OrderStory['answers'][number]['content'];

function expectedStatuses(content: Content, { answers }: OrderStory): number[] {
  if (!isValid(content)) return [400];
  const hasRival = answers.some((other) => isValid(other.content) && !isSameContent(other.content, content));
  return hasRival ? [200, 409] : [200];
}

/** As far as the workload goes: what it makes invalid is one of these fields. */
function isValid({ product, quantity }: Content): boolean {
  const isProduct = typeof product === 'string' && product.trim() !== '';
  return isProduct && typeof quantity === 'number' && Number.isInteger(quantity) && quantity >= 1;
}
