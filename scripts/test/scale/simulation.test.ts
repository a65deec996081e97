import { describe, expect, it } from '@jest/globals';
import { chanceOf, choose } from '../../src/chaos/chance.ts';
import type { Warehouse } from '../../src/scale/fulfillment.ts';
import { type Second, Simulation } from '../../src/scale/simulation.ts';
import { allBut, simulated } from './simulated.ts';

function run(simulation: Simulation, seconds: number, arrivals: number, warehouse?: Warehouse): Second[] {
  return Array.from({ length: seconds }, () => simulation.step(arrivals, warehouse));
}

const last = (seconds: readonly Second[]) => seconds.at(-1) as Second;
const sum = (seconds: readonly Second[], of: 'arrivals' | 'accepted' | 'fulfilled' | 'failed' | 'refused') =>
  seconds.reduce((total, second) => total + second[of], 0);

describe('orders', () => {
  it.each(['EXPRESS', 'STANDARD'] as const)(
    'of a %s workflow are never lost or made, second by second',
    (workflowType) => {
      const seeds = Array.from({ length: 5 }, (_, seed) => seed);
      for (const seed of seeds) {
        const simulation = new Simulation(
          simulated({ workflowType, apiThrottlingRateLimit: 500, statusShards: 1 }),
        );
        const totals = { arrivals: 0, accepted: 0, ended: 0 };
        for (let second = 0; second < 400; second++) {
          const arrivals = 3000 * chanceOf(seed, 'arrivals', Math.floor(second / 20));
          const warehouse = choose(chanceOf(seed, 'warehouse', Math.floor(second / 50)), {
            working: 3,
            failing: 1,
            paused: 1,
          });
          const now = simulation.step(arrivals, warehouse);
          totals.arrivals += now.arrivals;
          totals.accepted += now.accepted;
          totals.ended += now.fulfilled + now.failed;
          const underway = now.inWorkflow + now.inQueue + now.backingOff + now.deadLetters;

          expect(totals.accepted + now.atClients).toBeCloseTo(totals.arrivals, 3);
          expect(totals.ended + underway).toBeCloseTo(totals.accepted, 3);
          expect(Math.min(underway, now.atClients, now.fulfilled, now.failed)).toBeGreaterThanOrEqual(-1e-6);
        }
      }
    },
  );

  it('all end once no more come: half at each attempt, and a quarter as dead letters', () => {
    const simulation = new Simulation(simulated());
    const seconds = [...run(simulation, 60, 100), ...run(simulation, 60, 0)];

    expect(sum(seconds, 'accepted')).toBeCloseTo(6000, 6);
    expect(sum(seconds, 'fulfilled')).toBeCloseTo(4500, 6);
    expect(sum(seconds, 'failed')).toBeCloseTo(1500, 6);
  });
});

describe('the throttle of the API', () => {
  it('lets its burst through and then exactly its rate; the refused come again until they are accepted', () => {
    const lifted = allBut('api-throttle');
    const simulation = new Simulation(
      simulated({ apiThrottlingRateLimit: 100, apiThrottlingBurstLimit: 200 }),
      { lifted },
    );
    const flood = run(simulation, 100, 150);
    const calm = run(simulation, 1000, 0);

    // 200 tokens in store, each second 100 more, 150 taken: three seconds of 150, then what is left, then the rate.
    expect(flood.slice(0, 6).map(({ accepted }) => accepted)).toEqual([150, 150, 100, 100, 100, 100]);
    expect(flood.at(50)?.refused).toBeGreaterThan(50);
    expect([...(flood.at(50)?.heldBack.keys() ?? [])]).toEqual(['api-throttle']);
    expect(Math.max(...calm.map(({ accepted }) => accepted))).toBeLessThanOrEqual(200);
    expect(sum([...flood, ...calm], 'accepted')).toBeCloseTo(15_000, 6);
    expect(last(calm).atClients).toBe(0);
  });
});

describe('a backlog', () => {
  const everyAttemptSucceeds = { fulfillmentSuccessRate: 1, maxReceiveCount: 3 };

  it('drains in backlog / (capacity - arrivals) seconds', () => {
    const simulation = new Simulation(simulated(everyAttemptSucceeds), {
      lifted: allBut('event-source-maximum'),
      start: 'busy',
    });
    const capacity = (100 * 10) / 0.1;
    const paused = run(simulation, 600, 2000, 'paused');
    const resumed = run(simulation, 400, 2000);

    expect(last(paused).inQueue).toBeCloseTo(600 * 2000, 3);
    expect(last(paused).oldestSeconds).toBe(599);
    // A second's orders are in the queue at its end.
    const drained = resumed.findIndex(({ inQueue }) => inQueue <= 2000 + 1e-6);
    expect(drained + 1).toBe((600 * 2000) / (capacity - 2000));
    expect(resumed.slice(0, drained).every(({ fulfilled }) => Math.abs(fulfilled - capacity) < 1e-6)).toBe(
      true,
    );
  });

  it('is worked off by five batches at a time and five more each second, up to the maximum', () => {
    const system = {
      ...everyAttemptSucceeds,
      fulfillment: { batchSize: 10, batchingWindowSeconds: 0, maximumConcurrency: 22 },
    };
    const simulation = new Simulation(simulated(system), {
      lifted: allBut('event-source-maximum', 'event-source-scaling'),
    });
    run(simulation, 100, 900, 'paused');
    const resumed = run(simulation, 7, 0);

    expect(resumed.map(({ fulfilled }) => Math.round(fulfilled / 100))).toEqual([5, 10, 15, 20, 22, 22, 22]);
    expect(resumed.map(({ heldBack }) => [...heldBack.keys()][0])).toEqual([
      ...Array(4).fill('event-source-scaling'),
      ...Array(3).fill('event-source-maximum'),
    ]);
  });

  it('drains as fast as the index can be written beside new orders, and hardly any attempt fails of that', () => {
    const lifted = allBut('event-source-maximum', 'new-index-writes');
    const simulation = new Simulation(simulated(everyAttemptSucceeds), { lifted, start: 'busy' });
    run(simulation, 600, 1000, 'paused');
    const resumed = run(simulation, 300, 1000);

    // 4,000 writes a second: one for each new order, two for each attempt. The source alone would take 10,000 attempts.
    expect(resumed.every(({ accepted }) => accepted === 1000)).toBe(true);
    for (const { fulfilled, heldBack } of resumed) {
      expect(fulfilled).toBeCloseTo((4000 - 1000) / 2, 0);
      expect([...heldBack.keys()]).toContain('new-index-writes');
    }
    expect(sum(resumed, 'failed') / sum(resumed, 'fulfilled')).toBeLessThan(0.001);
  });

  it('comes of a slow warehouse: a batch takes as long as it', () => {
    const lifted = allBut('event-source-maximum');
    const simulation = new Simulation(simulated(everyAttemptSucceeds, { warehouseSeconds: 0.955 }), {
      lifted,
      start: 'busy',
    });
    const seconds = run(simulation, 100, 1500);

    expect(last(seconds).fulfilled).toBeCloseTo(1000, 6);
    expect(last(seconds).inQueue).toBeCloseTo(100 * 1500 - 99 * 1000, 3);
  });
});

describe('a warehouse that fails everything', () => {
  it('makes dead letters of all orders, recorded as fast as the dead-letter source can', () => {
    const simulation = new Simulation(simulated(), { lifted: allBut('dead-letter-concurrency') });
    const down = run(simulation, 100, 500, 'failing');
    const over = run(simulation, 300, 0, 'failing');

    expect(last(down).failed).toBeCloseTo((2 * 10) / 0.1, 6);
    expect(sum([...down, ...over], 'fulfilled')).toBe(0);
    expect(sum([...down, ...over], 'failed')).toBeCloseTo(50_000, 3);
  });
});

describe('an on-demand table', () => {
  it('grants what a new one has, and twice its peak after half an hour, again and again', () => {
    const simulation = new Simulation(simulated({ fulfillmentSuccessRate: 1 }), {
      lifted: allBut('new-index-writes'),
    });
    // An order is three writes of the index: one to store it, and two at its attempt.
    const seconds = run(simulation, 2 * 1800 + 10, 20_000);
    const written = (second: number) =>
      (seconds[second]?.accepted ?? 0) + 2 * (seconds[second]?.fulfilled ?? 0);

    expect(written(100)).toBeCloseTo(4000, 6);
    expect(written(1799)).toBeCloseTo(4000, 6);
    expect(written(1801)).toBeCloseTo(8000, 6);
    expect(written(2 * 1800 + 5)).toBeCloseTo(16_000, 6);
  });
});

describe('Lambda', () => {
  it('adds a thousand environments at once and a hundred per second', () => {
    const simulation = new Simulation(simulated({ fulfillmentSuccessRate: 1 }), {
      lifted: allBut('lambda-scaling'),
    });
    const seconds = run(simulation, 8, 16_000);

    // Each environment of api-handler takes ten requests a second.
    expect(seconds.map(({ accepted }) => Math.round(accepted))).toEqual([
      10_000, 11_000, 12_000, 13_000, 14_000, 15_000, 16_000, 17_000,
    ]);
  });

  it('shares the concurrency of the account among all functions', () => {
    const simulation = new Simulation(simulated({ fulfillmentSuccessRate: 1 }), {
      lifted: allBut('lambda-concurrency'),
      start: 'busy',
    });
    const { accepted, fulfilled } = last(run(simulation, 60, 5000));

    expect(0.3 * accepted + 0.01 * fulfilled).toBeCloseTo(1000, 6);
  });
});

describe('a STANDARD workflow', () => {
  it('starts its burst and then its rate', () => {
    const simulation = new Simulation(simulated({ workflowType: 'STANDARD' }), {
      lifted: allBut('workflow-starts'),
    });
    const seconds = run(simulation, 10, 1000);

    expect(seconds.map(({ accepted }) => accepted)).toEqual([1000, 600, ...Array(8).fill(300)]);
  });

  it('keeps accepted orders waiting where state transitions are throttled', () => {
    const stateTransitions = { burst: 8000, rate: 4000 };
    const simulation = new Simulation(
      simulated({ workflowType: 'STANDARD' }, { quotas: { stateTransitions } }),
      { lifted: allBut('state-transitions') },
    );
    const seconds = run(simulation, 101, 2000);

    expect(sum(seconds, 'refused')).toBe(0);
    // From the second after the first order on: two seconds' worth of the burst, and then four transitions for each order.
    expect(seconds.slice(0, 5).map(({ inWorkflow }) => inWorkflow)).toEqual([2000, 2000, 3000, 4000, 5000]);
    expect(last(seconds).inWorkflow).toBeCloseTo(101 * 2000 - 100 * 1000 - 1000, 3);
  });
});
