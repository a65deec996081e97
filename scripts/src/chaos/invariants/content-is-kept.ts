import type { OrderStory } from '../order-story.ts';
import { isSameContent } from '../sent-content.ts';
import { ofEachOrder } from './invariant.ts';

/** What is stored, and in failed_orders, is what was accepted. */
export const contentIsKept = ofEachOrder('content is kept', ({ order, answers, rows, writes }) => {
  if (!order) return [];
  const problems = new Set<string>();
  for (const { status, content } of answers) {
    if (status === 200 && !isSameContent(content, order)) {
      problems.add(`accepted with ${show(content)}, and stored with ${show(order)}`);
    }
  }
  for (const { content, by } of writes) {
    if (content && !isSameContent(content, order))
      problems.add(`${by} wrote ${show(content)} over it or under it`);
  }
  for (const { payload, failed_order_id } of rows) {
    if (!isSameContent(payload as OrderStory['answers'][number]['content'], order)) {
      problems.add(`row ${failed_order_id} has ${show(payload)}, and stored is ${show(order)}`);
    }
  }
  return [...problems];
});

function show(content: unknown): string {
  const { product, quantity } = content as { product?: unknown; quantity?: unknown };
  return JSON.stringify({ product, quantity });
}
