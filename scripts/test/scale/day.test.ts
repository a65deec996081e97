import { beforeAll, describe, expect, it } from '@jest/globals';
import { arrivalsAt, DAY_SECONDS, OUTAGE, SALE, simulateDay } from '../../src/scale/day.ts';
import { dayPicture } from '../../src/scale/day-picture.ts';
import { type DaySummary, summarizeDay } from '../../src/scale/day-summary.ts';
import type { Second } from '../../src/scale/simulation.ts';
import { simulated } from './simulated.ts';

describe('a simulated day', () => {
  let day: Second[];
  let summary: DaySummary;
  beforeAll(() => {
    day = simulateDay(simulated({ fulfillmentSuccessRate: 0.7, maxReceiveCount: 3 }), 'paused');
    summary = summarizeDay(day);
  });

  it('has every second, each with the orders of the curve', () => {
    expect(day.length).toBe(DAY_SECONDS);
    expect(
      day.every(({ second, arrivals }, index) => second === index && arrivals === 1000 * arrivalsAt(index)),
    ).toBe(true);
  });

  it('takes more than the API does in the sale alone', () => {
    const refusing = day.filter(({ heldBack }) => heldBack.has('api-throttle')).map(({ second }) => second);

    expect(Math.min(...refusing)).toBeGreaterThanOrEqual(SALE.from);
    expect(Math.max(...refusing)).toBeLessThan(SALE.to + 3600);
    expect(summary.atClientsAtMidnight).toBeCloseTo(0, 6);
  });

  it('fulfills nothing while fulfillment is paused, and works the backlog off afterwards', () => {
    const paused = day.slice(OUTAGE.from, OUTAGE.to);
    const backlog = paused.reduce((sum, { accepted }) => sum + accepted, 0);

    expect(paused.every(({ fulfilled }) => fulfilled === 0)).toBe(true);
    expect(summary.deepestQueue).toBeGreaterThanOrEqual(backlog);
    // Beside the backlog wait the orders of a second, and those whose next attempt came due.
    expect(summary.deepestQueue).toBeLessThan(backlog * 1.01);
    expect(summary.longestWaitSeconds).toBe(OUTAGE.to - OUTAGE.from);
    expect(summary.drainedAfterSeconds).toBeGreaterThan(0);
    expect(summary.accepted).toBeCloseTo(summary.fulfilled + summary.failed + summary.underwayAtMidnight, 0);
  });

  it('is drawn in as many points as it says, inside its frame, for light and dark', () => {
    const picture = dayPicture(day);
    const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(picture)?.map(Number) ?? [];
    const lines = [...picture.matchAll(/class="line \w+" d="(M[\d. L]+)"/g)].map(([, path = '']) =>
      path
        .slice(1)
        .split('L')
        .map((point) => point.split(' ').map(Number)),
    );

    expect(lines.length).toBe(7);
    for (const points of lines) {
      expect(points.length).toBe(DAY_SECONDS / 120);
      for (const [x = -1, y = -1] of points)
        expect(x >= 0 && x <= (width ?? 0) && y >= 0 && y <= (height ?? 0)).toBe(true);
    }
    expect(picture).toContain('prefers-color-scheme: dark');
  });
});
