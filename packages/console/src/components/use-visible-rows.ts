import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from 'react';
import { type VisibleRows, visibleRows } from '../state/visible-rows.ts';

interface Window extends VisibleRows {
  /** The first row is in sight: the reader is not somewhere in the list. */
  readonly isAtTop: boolean;
}

/** Which rows of the list in `ref` the window shows; `rowPx` is the height of each. */
export function useVisibleRows(ref: RefObject<HTMLElement | null>, count: number, rowPx: number): Window {
  const [shown, setShown] = useState<Window>(() => ({ first: 0, end: Math.min(count, 40), isAtTop: true }));
  const measure = useCallback(() => {
    const element = ref.current;
    if (element === null) return;
    const scrolledPx = -element.getBoundingClientRect().top;
    const { first, end } = visibleRows(count, rowPx, { scrolledPx, heightPx: innerHeight });
    const isAtTop = scrolledPx < rowPx;
    setShown((before) =>
      before.first === first && before.end === end && before.isAtTop === isAtTop
        ? before
        : { first, end, isAtTop },
    );
  }, [ref, count, rowPx]);

  useLayoutEffect(measure, [measure]);
  useEffect(() => {
    addEventListener('scroll', measure, { passive: true });
    addEventListener('resize', measure);
    return () => {
      removeEventListener('scroll', measure);
      removeEventListener('resize', measure);
    };
  }, [measure]);
  // A list that has become shorter has not been measured yet.
  return { ...shown, first: Math.min(shown.first, count), end: Math.min(shown.end, count) };
}
