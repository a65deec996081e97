import { describe, expect, it } from '@jest/globals';
import { hashOf, parseHash, type Route } from '../src/state/router.ts';

const ROUTES: readonly Route[] = [
  { page: 'orders' },
  { page: 'orders', status: 'FAILED' },
  { page: 'order', orderId: 'test001' },
  { page: 'order', orderId: 'a/b?c#d%20 ü' },
  { page: 'failed-orders', state: 'OPEN' },
  { page: 'failed-orders', state: 'ALL' },
  { page: 'place-order' },
  { page: 'local' },
  { page: 'sign-in' },
];

describe('the router', () => {
  it.each(ROUTES)('comes back to %j', (route) => {
    expect(parseHash(hashOf(route))).toEqual(route);
  });

  it('opens the orders first', () => {
    expect(parseHash('')).toEqual({ page: 'orders' });
  });

  it('leaves out a filter it does not know', () => {
    expect(parseHash('#/orders?status=LOST')).toEqual({ page: 'orders' });
  });

  it.each(['#/nowhere', '#/orders/a/b', '#/orders/%E0%A4%A', '#/local/x'])('knows no page %s', (hash) => {
    expect(parseHash(hash)).toEqual({ page: 'not-found' });
  });
});
