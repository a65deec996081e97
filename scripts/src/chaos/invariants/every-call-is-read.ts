import type { Invariant } from './invariant.ts';

/** What the journal cannot read may break any other invariant unseen. */
export const everyCallIsRead: Invariant = {
  name: 'every call can be read',
  violations: (_stories, { unreadCalls }) =>
    unreadCalls.map(({ message, orderId }) => ({ message, ...(orderId !== undefined && { orderId }) })),
};
