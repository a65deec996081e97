import { describe, expect, it } from '@jest/globals';
import type { FailedOrder } from 'order-model';
import { buildFailedOrder } from 'order-model/testing';
import { type OperatorApi, type RowResult, UnavailableError } from '../../src/redrive/operator-api.ts';
import { createProgress } from '../../src/redrive/progress.ts';
import { runRedrive } from '../../src/redrive/run-redrive.ts';
import { isComplete, summaryLines } from '../../src/redrive/summary.ts';

const row = (failed_order_id: string, overrides: Partial<FailedOrder> = {}) =>
  buildFailedOrder({ failed_order_id, ...overrides });

/** An API in memory; `answer` says what becomes of a row, 202 unless told. */
function createApi(rows: readonly FailedOrder[], answer: (id: string) => Partial<RowResult> = () => ({})) {
  const requests: (readonly string[])[] = [];
  const api: OperatorApi = {
    async *openFailedOrders() {
      yield* rows;
    },
    async redrive(ids) {
      requests.push(ids);
      return ids.map((failed_order_id) => ({ failed_order_id, status: 202, ...answer(failed_order_id) }));
    },
  };
  return { api, requests };
}

function tools(api: OperatorApi, interruption = new AbortController()) {
  const shown: string[] = [];
  return {
    api,
    shown,
    progress: createProgress({ write: (text) => shown.push(text) }),
    confirm: async () => true,
    signal: interruption.signal,
    wait: async () => {},
  };
}

const ALL = { ids: [], all: true };

describe('runRedrive', () => {
  it('redrives all that hold an order, the oldest first, and shows how far it is', async () => {
    const rows = Array.from({ length: 45 }, (_, n) => row(`row-${n}`));
    const { order_id: _, ...poison } = row('poison');
    const { api, requests } = createApi([...rows, poison]);
    const used = tools(api);
    const summary = await runRedrive(ALL, used);

    expect(requests.map(({ length }) => length)).toEqual([20, 20, 5]);
    expect(requests[0]?.[0]).toBe('row-44');
    expect(used.shown).toEqual(['0 of 45\n', '20 of 45\n', '40 of 45\n', '45 of 45\n']);
    expect(isComplete(summary)).toBe(true);
    expect(summaryLines(summary)).toEqual([
      '45 redriven, 0 already redriven or fulfilled, 0 refused',
      '1 left out: what they hold is no order',
    ]);
  });

  it('redrives those of a reason, in any case', async () => {
    const { api, requests } = createApi([
      row('a', { reason: 'Out of STOCK' }),
      row('b', { reason: 'other' }),
    ]);
    await runRedrive({ ids: [], all: false, reason: 'out of stock' }, tools(api));

    expect(requests).toEqual([['a']]);
  });

  it('says what was refused and why, and what was done already', async () => {
    const { api } = createApi([], (id) => {
      if (id === 'gone') return { status: 404, detail: 'not there' };
      if (id === 'done') return { status: 409, title: 'Redriven already' };
      if (id === 'busy') return { status: 409, title: 'Being redriven', detail: 'somebody is at it' };
      return {};
    });
    const summary = await runRedrive({ ids: ['a', 'gone', 'done', 'busy'], all: false }, tools(api));

    expect(isComplete(summary)).toBe(false);
    expect(summaryLines(summary)).toEqual([
      '1 redriven, 1 already redriven or fulfilled, 2 refused',
      '  gone: 404 not there',
      '  busy: 409 somebody is at it',
    ]);
  });

  it('asks again for what could not be answered, and for nothing else', async () => {
    const tries = new Map<string, number>();
    const { api, requests } = createApi([], (id) => {
      tries.set(id, (tries.get(id) ?? 0) + 1);
      return id === 'b' && tries.get(id) === 1 ? { status: 503 } : {};
    });
    let isDown = true;
    const flaky: OperatorApi = {
      ...api,
      async redrive(ids) {
        if (isDown) {
          isDown = false;
          throw new UnavailableError('down');
        }
        return api.redrive(ids);
      },
    };
    const summary = await runRedrive({ ids: ['a', 'b'], all: false }, tools(flaky));

    expect(requests).toEqual([['a', 'b'], ['b']]);
    expect(isComplete(summary)).toBe(true);
  });

  it('gives up after a while, and says so', async () => {
    const { api } = createApi([]);
    const down = { ...api, redrive: () => Promise.reject(new UnavailableError('down')) };
    const summary = await runRedrive({ ids: ['a'], all: false }, tools(down));

    expect(summaryLines(summary)).toEqual([
      '0 redriven, 0 already redriven or fulfilled, 1 refused',
      '  a: 503 down',
    ]);
  });

  it('stops after the requests under way when it is interrupted, and says how far it came', async () => {
    const interruption = new AbortController();
    const rows = Array.from({ length: 45 }, (_, n) => row(`row-${n}`));
    const { api, requests } = createApi(rows, () => {
      interruption.abort();
      return {};
    });
    const summary = await runRedrive(ALL, tools(api, interruption));

    expect(requests).toHaveLength(1);
    expect(summary.isInterrupted).toBe(true);
    expect(summaryLines(summary)).toEqual([
      '20 redriven, 0 already redriven or fulfilled, 0 refused',
      'interrupted after 20 of 45; run it again for the rest',
    ]);
  });

  it('redrives nothing unless told to', async () => {
    const { api, requests } = createApi([row('a')]);
    const summary = await runRedrive(ALL, { ...tools(api), confirm: async () => false });

    expect(requests).toEqual([]);
    expect(isComplete(summary)).toBe(false);
    expect(summaryLines(summary)).toContain('nothing was redriven');
  });

  it('has nothing to do where nothing failed', async () => {
    const summary = await runRedrive(ALL, tools(createApi([]).api));

    expect(isComplete(summary)).toBe(true);
    expect(summaryLines(summary)).toEqual(['no failed order to redrive']);
  });
});

describe('createProgress', () => {
  it('draws a bar in a terminal', () => {
    let screen = '';
    const progress = createProgress({ isTTY: true, write: (text) => (screen += text) });
    progress.show(1, 3);
    progress.end();

    expect(screen).toBe(`\r${'█'.repeat(10)}${'░'.repeat(20)} 1 of 3\n`);
  });
});
