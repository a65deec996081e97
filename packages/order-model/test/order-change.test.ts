import { describe, expect, it } from '@jest/globals';
import {
  afterAttempt,
  changeStatus,
  ForbiddenStatusChangeError,
  HISTORY_LIMIT,
  newOrder,
  ORDER_STATUSES,
} from '../src/index.ts';
import { buildContent, buildOrder, TEST_TIME } from '../src/testing/index.ts';

const LATER = new Date(TEST_TIME.getTime() + 60_000);

describe('newOrder', () => {
  it('is PENDING, never attempted, with that in its history', () => {
    expect(newOrder(buildContent(), TEST_TIME)).toEqual({
      ...buildContent(),
      status: 'PENDING',
      attempts: 0,
      created_at: TEST_TIME.toISOString(),
      updated_at: TEST_TIME.toISOString(),
      history: [{ status: 'PENDING', at: TEST_TIME.toISOString() }],
    });
  });
});

describe('changeStatus', () => {
  const allowed = [
    'PENDING→FULFILLED',
    'PENDING→FAILED',
    'FAILED→FULFILLED',
    'FAILED→FAILED',
    'FAILED→PENDING',
  ];
  const changes = ORDER_STATUSES.flatMap((from) => ORDER_STATUSES.map((to) => ({ from, to })));

  it.each(changes)('$from→$to is allowed only if the order life says so', ({ from, to }) => {
    const change = () => changeStatus(buildOrder(from), to, LATER);

    if (allowed.includes(`${from}→${to}`)) expect(change().status).toBe(to);
    else expect(change).toThrow(ForbiddenStatusChangeError);
  });

  it('adds the change to the history and takes its reason', () => {
    const order = changeStatus(buildOrder(), 'FAILED', LATER, 'out of stock');

    expect(order.failure_reason).toBe('out of stock');
    expect(order.history.at(-1)).toEqual({
      status: 'FAILED',
      at: LATER.toISOString(),
      reason: 'out of stock',
    });
  });

  it('forgets the reason of an earlier failure', () => {
    expect(changeStatus(buildOrder('FAILED'), 'FULFILLED', LATER)).not.toHaveProperty('failure_reason');
  });

  it('makes updated_at grow even when the clock stands still or goes back', () => {
    const first = changeStatus(buildOrder(), 'FAILED', TEST_TIME);
    const second = changeStatus(first, 'PENDING', new Date(0));

    expect(first.updated_at > buildOrder().updated_at).toBe(true);
    expect(second.updated_at > first.updated_at).toBe(true);
  });

  it('keeps the latest changes only', () => {
    let order = buildOrder('FAILED');
    for (let change = 0; change < 3 * HISTORY_LIMIT; change++) order = changeStatus(order, 'FAILED', LATER);

    expect(order.history).toHaveLength(HISTORY_LIMIT);
    expect(order.history.at(-1)?.at).toBe(order.updated_at);
  });
});

describe('afterAttempt', () => {
  it('counts the attempt', () => {
    expect(afterAttempt(buildOrder('FAILED'), 'FULFILLED', LATER)).toMatchObject({
      status: 'FULFILLED',
      attempts: 2,
    });
  });
});
