import type { SentContent } from './events.ts';

/** More than the workflow takes, less than the API and Lambda do. */
const TOO_LARGE_CHARACTERS = 300_000;

/** The body of a request that sends this content. */
export function bodyOf({ malformed, ...content }: SentContent): string {
  if (malformed === 'not JSON') return JSON.stringify(content).slice(0, -1);
  if (malformed === 'too large')
    return JSON.stringify({ ...content, product: 'x'.repeat(TOO_LARGE_CHARACTERS) });
  return JSON.stringify(content);
}

/** Whether two contents are one order. Products are stored trimmed. */
export function isSameContent(a: SentContent, b: SentContent): boolean {
  return a.order_id === b.order_id && trimmed(a.product) === trimmed(b.product) && a.quantity === b.quantity;
}

/** As far as the workload goes: what it makes invalid is one of these fields, or the whole body. */
export function isValidContent({ product, quantity, malformed }: SentContent): boolean {
  const isProduct = typeof product === 'string' && product.trim() !== '';
  return (
    !malformed && isProduct && typeof quantity === 'number' && Number.isInteger(quantity) && quantity >= 1
  );
}

/** The valid contents among these, each order once. */
export function distinctContents(contents: readonly SentContent[]): SentContent[] {
  const byText = new Map<string, SentContent>();
  for (const content of contents.filter(isValidContent)) {
    const { order_id, product, quantity } = content;
    byText.set(JSON.stringify([order_id, trimmed(product), quantity]), content);
  }
  return [...byText.values()];
}

function trimmed(product: unknown): unknown {
  return typeof product === 'string' ? product.trim() : product;
}
