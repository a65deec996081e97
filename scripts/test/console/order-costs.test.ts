import { describe, expect, it } from '@jest/globals';
import type { MeterReading } from 'local-cloud';
import { orderCosts } from '../../src/console/order-costs.ts';
import { OrderCounter } from '../../src/console/order-counter.ts';

const NOBODY = {
  queryFunction: 'query',
  queryLogGroup: '/query',
  accessLogGroup: '/access',
  queuesAsked: 0,
};

const ORDERS: MeterReading = {
  units: [
    { unit: 'httpApiRequests', resource: 'api', units: 10 },
    { unit: 'lambdaRequests', resource: 'api-handler', units: 10 },
    { unit: 'lambdaRequests', resource: 'fulfill', units: 10 },
    { unit: 'sqsRequests', resource: 'queue', units: 30 },
    { unit: 'sqsIdlePolls', resource: 'queue', units: 500 },
    { unit: 'readUnits', resource: 'orders', units: 10 },
    { unit: 'logBytes', resource: '/access', units: 1000 },
  ],
  times: [
    {
      unit: 'lambdaGbSeconds',
      resource: 'fulfill',
      memoryMb: 1024,
      runs: new Map([[100, 10]]),
      runsWithInit: 0,
      initMs: 0,
    },
  ],
};

/** What 90 looks at orders and 25 at two queues use. */
const LOOKING: MeterReading = {
  units: [
    { unit: 'httpApiRequests', resource: 'api', units: 100 },
    { unit: 'lambdaRequests', resource: 'query', units: 90 },
    { unit: 'sqsRequests', resource: 'queue', units: 55 },
    { unit: 'sqsRequests', resource: 'dlq', units: 25 },
    { unit: 'readUnits', resource: 'orders/by_status', units: 360 },
    { unit: 'logBytes', resource: '/access', units: 10_000 },
    { unit: 'logBytes', resource: '/query', units: 9000 },
  ],
  times: [
    {
      unit: 'lambdaGbSeconds',
      resource: 'query',
      memoryMb: 512,
      runs: new Map([[20, 90]]),
      runsWithInit: 0,
      initMs: 0,
    },
  ],
};

describe('orderCosts', () => {
  it('adds up what orders used by service and unit, and what a million of them would cost', () => {
    const { orders, dollarsPerMillionOrders, lines } = orderCosts(ORDERS, 10, NOBODY);

    expect(orders).toBe(10);
    expect(lines).toContainEqual({
      service: 'Lambda',
      unit: 'requests',
      units: 20,
      dollars: expect.closeTo(0.000004),
    });
    expect(new Set(lines.map(({ service, unit }) => `${service} ${unit}`)).size).toBe(lines.length);
    const dollars = lines.reduce((sum, line) => sum + line.dollars, 0);
    expect(dollarsPerMillionOrders).toBeCloseTo(dollars * 100_000);
  });

  it('does not take looking at orders and queues for what orders cost', () => {
    const changed = new Set(LOOKING.units.map(({ unit, resource }) => `${unit} ${resource}`));
    const both: MeterReading = {
      units: [
        ...ORDERS.units.filter(({ unit, resource }) => !changed.has(`${unit} ${resource}`)),
        ...LOOKING.units,
      ],
      times: [...ORDERS.times, ...LOOKING.times],
    };
    const costs = orderCosts(both, 10, { ...NOBODY, queuesAsked: 25 });
    const expected = orderCosts(ORDERS, 10, NOBODY);

    expect(costs.dollarsPerMillionOrders).toBeCloseTo(expected.dollarsPerMillionOrders ?? 0);
    expect(costs.lines).toHaveLength(expected.lines.length);
  });

  it('has no price of an order before there is one', () => {
    expect(orderCosts({ units: [], times: [] }, 0, NOBODY)).toEqual({
      orders: 0,
      dollarsPerMillionOrders: null,
      lines: [],
    });
  });
});

describe('OrderCounter', () => {
  it('counts the orders that were stored, and not what clients write about it', () => {
    const counter = new OrderCounter();
    counter.see('{"order_id":"a","_aws":{"CloudWatchMetrics":[]},"OrdersAccepted":1}');
    counter.see(JSON.stringify({ message: 'refused', product: '"OrdersAccepted":1' }));
    counter.see('{"order_id":"a","OrdersFulfilled":1}');

    expect(counter.accepted).toBe(1);
  });
});
