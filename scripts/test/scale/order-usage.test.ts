import { describe, expect, it } from '@jest/globals';
import { type OrderUsage, orderUsage } from '../../src/scale/order-usage.ts';
import { expectedTries } from '../../src/scale/tries.ts';
import { measuredCosts } from './measured-costs.ts';

const MEASURED = expectedTries({ fulfillmentSuccessRate: 0.7, maxReceiveCount: 3 });
const unitsIn = ({ lines }: OrderUsage) =>
  Object.fromEntries(
    lines.map(({ unit, resource, unitsPerOrder }) => [`${unit} ${resource}`, unitsPerOrder]),
  );

describe('expectedTries', () => {
  it('attempts until an order is fulfilled or all its receives have failed', () => {
    expect(MEASURED).toEqual({ attempts: expect.closeTo(1.39, 9), deadLetters: expect.closeTo(0.027, 9) });
    expect(expectedTries({ fulfillmentSuccessRate: 0, maxReceiveCount: 3 })).toEqual({
      attempts: 3,
      deadLetters: 1,
    });
    expect(expectedTries({ fulfillmentSuccessRate: 1, maxReceiveCount: 3 })).toEqual({
      attempts: 1,
      deadLetters: 0,
    });
  });
});

describe('orderUsage', () => {
  it.each(['EXPRESS', 'STANDARD'] as const)('is what was measured where that is expected: %s', (type) => {
    const report = measuredCosts(type);

    const { lines } = orderUsage(report, MEASURED);

    for (const [index, { unitsPerOrder }] of lines.entries())
      expect(unitsPerOrder).toBeCloseTo(report.lines[index]?.unitsPerOrder ?? Number.NaN, 9);
  });

  it('has as many attempts and dead letters as are expected, whatever chance gave when it was measured', () => {
    const units = unitsIn(orderUsage(measuredCosts('STANDARD'), { attempts: 3, deadLetters: 1 }));

    expect(units).toMatchObject({
      'httpApiRequests order-api': 1,
      'lambdaRequests api-handler': 1,
      'stateTransitions order-workflow': 4,
      'lambdaRequests dlq-handler': expect.closeTo(1, 9),
      'sqsRequests order-dlq': expect.closeTo(2, 9),
      'readUnits orders': expect.closeTo(1 + 3 + 1, 9),
      'writeUnits orders': expect.closeTo(1 + 3, 9),
      'writeUnits orders/status_shard': expect.closeTo(1 + 2 * 3, 9),
      'writeUnits failed-orders': expect.closeTo(1, 9),
      'writeUnits failed-orders/state_shard': expect.closeTo(1, 9),
      'logBytes api-handler': 180,
      'logBytes fulfill-order': expect.closeTo(680 * 3, 9),
      'logBytes dlq-handler': expect.closeTo(660, 9),
    });
  });

  it('tells the units of each step, an attempt with its share of the dead letters', () => {
    const usage = orderUsage(measuredCosts('STANDARD'), { attempts: 2, deadLetters: 0.5 });

    expect(usage.tableWrites).toEqual({ start: 0, store: 1, attempt: expect.closeTo(1, 9) });
    expect(usage.indexWrites).toEqual({ start: 0, store: 1, attempt: expect.closeTo(2, 9) });
    expect(usage.reads).toEqual({ start: 1, store: 0, attempt: expect.closeTo(1.25, 9) });
  });
});
