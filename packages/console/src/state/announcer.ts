import { observable } from './observable.ts';

/** What a screen reader says next, politely. */
export const announcement = observable('');

export function announce(text: string): void {
  announcement.set(text);
}
