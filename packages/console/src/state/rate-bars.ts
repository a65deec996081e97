import { MOST_SAMPLES, type RateHistory } from './rate-history.ts';

interface RateBar {
  readonly key: number;
  /** All as parts of the chart's width and height, 0 to 1; y from the top. */
  readonly x: number;
  readonly width: number;
  readonly fulfilled: { readonly y: number; readonly height: number };
  readonly failed: { readonly y: number; readonly height: number };
}

export interface RateChartData {
  readonly bars: readonly RateBar[];
  /** Ended per second at the chart's top. */
  readonly top: number;
}

/** The bars of the samples within the chart's time, which ends at the last of them. */
export function rateBars(history: RateHistory, intervalMs: number): RateChartData {
  const end = history.at(-1)?.to ?? 0;
  const span = MOST_SAMPLES * intervalMs;
  const samples = history.filter(({ from, to }) => from >= end - span && to > from);
  const perSecond = samples.map(({ from, to, fulfilled, failed }) => ({
    fulfilled: (fulfilled * 1000) / (to - from),
    failed: (failed * 1000) / (to - from),
  }));
  const top = niceTop(Math.max(0, ...perSecond.map(({ fulfilled, failed }) => fulfilled + failed)));
  const bars = samples.map(({ from, to }, index) => {
    const { fulfilled, failed } = perSecond[index] ?? { fulfilled: 0, failed: 0 };
    const good = fulfilled / top;
    const bad = failed / top;
    return {
      key: to,
      x: 1 - (end - from) / span,
      width: (to - from) / span,
      fulfilled: { y: 1 - good, height: good },
      failed: { y: Math.max(0, 1 - good - bad), height: bad },
    };
  });
  return { bars, top };
}

/** The next 1, 2 or 5 times a power of ten: an axis that does not change with every sample. */
function niceTop(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5].find((step) => step * power >= value) ?? 10) * power;
}
