import { describe, expect, it } from '@jest/globals';
import { newOrderId, orderBody } from '../src/state/order-form.ts';
import { describeResult, redriveBatches, unansweredResults } from '../src/state/redrive.ts';
import { buildTimeline } from '../src/state/timeline.ts';
import { visibleRows } from '../src/state/visible-rows.ts';

const at = (second: number) => new Date(second * 1000).toISOString();

describe('buildTimeline', () => {
  it('is the history alone where nothing else is known', () => {
    const timeline = buildTimeline([
      { status: 'PENDING', at: at(1) },
      { status: 'FAILED', at: at(2), reason: 'out of stock' },
      { status: 'FULFILLED', at: at(3) },
    ]);

    expect(timeline.map(({ text, tone, reason }) => [text, tone, reason])).toEqual([
      ['PENDING', 'neutral', undefined],
      ['FAILED', 'bad', 'out of stock'],
      ['FULFILLED', 'good', undefined],
    ]);
  });

  it('puts events in between by time, a cause before the status of the same moment', () => {
    const timeline = buildTimeline(
      [
        { status: 'PENDING', at: at(2) },
        { status: 'FULFILLED', at: at(5) },
      ],
      [
        { at: at(5), source: 'attempt', text: 'fulfilled' },
        { at: at(1), source: 'api', text: 'accepted' },
      ],
    );

    expect(timeline.map(({ text }) => text)).toEqual(['accepted', 'PENDING', 'fulfilled', 'FULFILLED']);
    expect(new Set(timeline.map(({ key }) => key)).size).toBe(4);
  });
});

describe('orderBody', () => {
  it('sends a number as a number, anything else as it was typed, and nothing for nothing', () => {
    const form = { order_id: 'a', product: 'Pen' };

    expect(orderBody({ ...form, quantity: '2' })).toEqual({ ...form, quantity: 2 });
    expect(orderBody({ ...form, quantity: 'two' })).toEqual({ ...form, quantity: 'two' });
    expect(orderBody({ ...form, quantity: ' ' })).toEqual(form);
  });
});

describe('newOrderId', () => {
  it('is an id that the API takes', () => {
    for (const chance of [0, 0.5, 0.999999]) {
      expect(newOrderId(new Date(0), chance)).toMatch(/^order-19700101-000000-[0-9a-z]{4}$/);
    }
  });
});

describe('redrive', () => {
  it('asks for at most a hundred rows at once, every one in its order', () => {
    const ids = Array.from({ length: 250 }, (_, index) => String(index));

    expect(redriveBatches(ids).map((batch) => batch.length)).toEqual([100, 100, 50]);
    expect(redriveBatches(ids).flat()).toEqual(ids);
    expect(redriveBatches([])).toEqual([]);
  });

  it('has a result for every row when no answer came, and says that trying again is safe', () => {
    const results = unansweredResults(['a', 'b'], new Error('the API does not answer'));

    expect(results.map((result) => result.failed_order_id)).toEqual(['a', 'b']);
    expect(results.map(describeResult).join()).toContain('Redriving again is safe');
  });
});

describe('visibleRows', () => {
  it('are those in the window and a few around it, however long the list is', () => {
    const { first, end } = visibleRows(100_000, 40, { scrolledPx: 40_000, heightPx: 800 });

    expect(first).toBeLessThanOrEqual(1000);
    expect(end).toBeGreaterThanOrEqual(1020);
    expect(end - first).toBeLessThan(60);
  });

  it('are never outside of the list', () => {
    expect(visibleRows(5, 40, { scrolledPx: -600, heightPx: 800 })).toEqual({ first: 0, end: 5 });
    expect(visibleRows(5, 40, { scrolledPx: 9000, heightPx: 800 })).toEqual({ first: 5, end: 5 });
    expect(visibleRows(0, 40, { scrolledPx: 0, heightPx: 800 })).toEqual({ first: 0, end: 0 });
  });
});
