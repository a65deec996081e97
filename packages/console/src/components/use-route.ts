import { useMemo, useSyncExternalStore } from 'react';
import { hashOf, parseHash, type Route } from '../state/router.ts';

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

/** The route the address names. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return useMemo(() => parseHash(hash), [hash]);
}

export function navigate(route: Route): void {
  location.hash = hashOf(route);
}
