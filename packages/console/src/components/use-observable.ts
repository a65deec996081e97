import { useSyncExternalStore } from 'react';
import type { Observable } from '../state/observable.ts';

/** The value of an observable; renders again when it is replaced. */
export function useObservable<T>({ subscribe, get }: Observable<T>): T {
  return useSyncExternalStore(subscribe, get);
}
