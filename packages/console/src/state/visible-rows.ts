export interface VisibleRows {
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
}

interface Viewport {
  /** How far the list's top is above the viewport's; negative when it is below. */
  readonly scrolledPx: number;
  readonly heightPx: number;
}

/** Rows rendered beyond each edge, so that scrolling by keyboard finds the next link. */
const OVERSCAN = 12;

/** The rows of a list that have to be rendered: those in the viewport and some around it. */
export function visibleRows(count: number, rowPx: number, { scrolledPx, heightPx }: Viewport): VisibleRows {
  const first = Math.floor(scrolledPx / rowPx) - OVERSCAN;
  const end = Math.ceil((scrolledPx + heightPx) / rowPx) + OVERSCAN;
  const within = (index: number) => Math.min(Math.max(index, 0), count);
  return { first: within(first), end: within(end) };
}
