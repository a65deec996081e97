import { ofEachOrder } from './invariant.ts';

/** No write reaches an order after the one that made it FULFILLED; what is stored is what was written last. */
export const fulfilledIsFinal = ofEachOrder('FULFILLED is final', ({ writes, order }) => {
  const problems: string[] = [];
  const fulfilled = writes.findIndex(({ status }) => status === 'FULFILLED');
  if (fulfilled >= 0) {
    for (const { by, status } of writes.slice(fulfilled + 1)) {
      problems.push(`${by} wrote ${status} after FULFILLED was recorded`);
    }
  }
  const last = writes.at(-1);
  if (order && !last) problems.push(`stored as ${order.status} by a write that nobody saw`);
  if (last && (last.status !== order?.status || last.updatedAt !== order.updated_at)) {
    const stored = order ? `${order.status} of ${order.updated_at}` : 'nothing';
    problems.push(`last written as ${last.status} of ${last.updatedAt}, and stored is ${stored}`);
  }
  return problems;
});
