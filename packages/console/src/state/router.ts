import type { FailedOrderState, OrderStatus } from 'order-model';
import { isOrderStatus } from './order-statuses.ts';

/** A page of the console; kept in the address's hash, so that any static server can serve it. */
export type Route =
  | { readonly page: 'orders'; readonly status?: OrderStatus }
  | { readonly page: 'order'; readonly orderId: string }
  | { readonly page: 'failed-orders'; readonly state: FailedOrderState | 'ALL' }
  | { readonly page: 'place-order' }
  | { readonly page: 'local' }
  | { readonly page: 'sign-in' }
  | { readonly page: 'not-found' };

/** The route an address's hash names. */
export function parseHash(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const [, first = '', second, ...more] = path.split('/');
  const parameters = new URLSearchParams(query);
  if (more.length > 0) return { page: 'not-found' };
  if (second !== undefined && second !== '') return first === 'orders' ? orderRoute(second) : notFound;
  switch (first) {
    case '':
    case 'orders': {
      const status = parameters.get('status');
      return isOrderStatus(status) ? { page: 'orders', status } : { page: 'orders' };
    }
    case 'failed-orders': {
      const state = parameters.get('state');
      return { page: 'failed-orders', state: state === 'ALL' || state === 'REDRIVEN' ? state : 'OPEN' };
    }
    case 'place-order':
    case 'local':
    case 'sign-in':
      return { page: first };
    default:
      return notFound;
  }
}

/** The hash of a route: what its links point to. */
export function hashOf(route: Route): string {
  switch (route.page) {
    case 'orders':
      return route.status === undefined ? '#/orders' : `#/orders?status=${route.status}`;
    case 'order':
      return `#/orders/${encodeURIComponent(route.orderId)}`;
    case 'failed-orders':
      return route.state === 'OPEN' ? '#/failed-orders' : `#/failed-orders?state=${route.state}`;
    default:
      return `#/${route.page}`;
  }
}

const notFound: Route = { page: 'not-found' };

function orderRoute(encoded: string): Route {
  try {
    return { page: 'order', orderId: decodeURIComponent(encoded) };
  } catch {
    return notFound;
  }
}
