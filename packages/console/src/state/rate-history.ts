import type { Counts } from '../api/order-api.ts';

/** What ended between two looks, milliseconds since 1970. */
interface RateSample {
  readonly from: number;
  readonly to: number;
  readonly fulfilled: number;
  readonly failed: number;
  /** Counting stopped before the end: there were more. */
  readonly isPartial: boolean;
}

/** The last samples, oldest first. */
export type RateHistory = readonly RateSample[];

/** Ten minutes at a look every five seconds. */
export const MOST_SAMPLES = 120;
/** A longer silence (a hidden tab, an API that was down) is a gap, not one long sample. */
const LONGEST_SAMPLE_MS = 20_000;

/** Where the next sample begins: at the end of the last, unless that is too long ago. */
export function nextSampleStart(history: RateHistory, now: number, intervalMs: number): number {
  const last = history.at(-1)?.to;
  return last !== undefined && now - last <= LONGEST_SAMPLE_MS ? last : now - intervalMs;
}

/** The history with what was counted from `from` to `to`; the oldest sample goes when there are too many. */
export function withSample(history: RateHistory, counts: Counts, from: number, to: number): RateHistory {
  const { FULFILLED, FAILED } = counts;
  const sample: RateSample = {
    from,
    to,
    fulfilled: FULFILLED.count,
    failed: FAILED.count,
    isPartial: FULFILLED.more || FAILED.more,
  };
  return [...history, sample].slice(-MOST_SAMPLES);
}

export interface Rates {
  readonly endedPerSecond: number;
  /** 0 to 1; undefined when nothing ended. */
  readonly successRate: number | undefined;
  readonly isPartial: boolean;
}

/** Rates over the samples that ended after `since`; undefined when there are none. */
export function ratesSince(history: RateHistory, since: number): Rates | undefined {
  const samples = history.filter(({ to }) => to > since);
  if (samples.length === 0) return undefined;
  const sum = (value: (sample: RateSample) => number) =>
    samples.reduce((total, sample) => total + value(sample), 0);
  const fulfilled = sum((sample) => sample.fulfilled);
  const ended = fulfilled + sum((sample) => sample.failed);
  const seconds = sum(({ from, to }) => to - from) / 1000;
  return {
    endedPerSecond: seconds > 0 ? ended / seconds : 0,
    successRate: ended === 0 ? undefined : fulfilled / ended,
    isPartial: samples.some(({ isPartial }) => isPartial),
  };
}
