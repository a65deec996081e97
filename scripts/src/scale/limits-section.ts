import { number, table, text } from '../markdown-table.ts';
import { EVENT_SOURCE_START, MORE_PER_SECOND } from './event-source-scaling.ts';
import { about, count, duration } from './format.ts';
import { REQUEST_SECONDS } from './fulfillment.ts';
import type { LimitName } from './limit-name.ts';
import { type Limit, limitsOf, rateOf } from './limits.ts';
import { blocks, paragraph } from './markdown.ts';
import { DOUBLING_SECONDS } from './on-demand-capacity.ts';
import type { Simulated } from './simulation.ts';
import { expectedTries } from './tries.ts';

/** The rate for which the tables say what it takes. */
const AIM = 10_000;
/** Seconds that a real warehouse may take for an order. */
const WAREHOUSE_SECONDS = [0, 0.2, 1, 5] as const;

/** The limits in the order they are met, how fast the rate may rise, and what a slow warehouse does. */
export function limitsSection(systems: readonly Simulated[]): string {
  const [first] = systems as readonly [Simulated];
  return blocks(
    '## The limits on the way up',
    paragraph(`In the order they are met, each with the rate of orders at which it is. The simulation raises the rate until
      something holds orders back, takes that limit away and goes on; a test compares what it meets with this table. Quotas
      are AWS's defaults in ${first.system.region}. They are those of an account, which may have other systems, and a new account
      starts with less of Lambda and Step Functions.`),
    limitsTable(systems),
    paragraph(`Starting an \`EXPRESS\` workflow and waiting for it has
      [no quota of its own](https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html): AWS scales with the load,
      and may throttle a surge meanwhile, which clients see as 503. A standard queue takes any number of messages. Names in
      quotes are those in Service Quotas.`),
    '### How fast it may rise',
    riseTable(first),
    '### A real warehouse',
    paragraph(`The simulated warehouse answers at once. A real one takes its time, and a batch waits for the slowest of its
      orders. An order takes ${count(expectedTries(first.system).attempts, 2)} attempts at \`fulfillmentSuccessRate\`
      ${first.system.fulfillmentSuccessRate}. With \`eventSourceMaximumConcurrency\` ${first.system.fulfillment.maximumConcurrency}:`),
    warehouseTable(first),
  );
}

/** EXPRESS and STANDARD side by side, in the order in which the first of them meets the limits. */
function limitsTable(systems: readonly Simulated[]): string {
  const limits = systems.map(limitsOf);
  const all = limits.flat();
  const names = [...new Set(all.map(({ name }) => name))];
  const ofName = (name: LimitName) => limits.map((each) => each.find((limit) => limit.name === name));
  const rows = names
    .map((name) => ({ each: ofName(name), limit: all.find((limit) => limit.name === name) as Limit }))
    .sort((a, b) => rateOf(a.limit) - rateOf(b.limit));
  return table(
    [
      text('limit'),
      number('there is'),
      ...systems.map(({ system }) => number(`${system.workflowType} meets it at orders/s`)),
      number(`${count(AIM)} orders/s take`),
      text('what to raise'),
    ],
    rows.map(({ limit: { what, page, value, unit, raise }, each }) => [
      `[${what}](${page})`,
      `${count(value)} ${unit}`,
      ...each.map((limit) => (limit ? count(rateOf(limit)) : '')),
      takes(each.filter((limit) => limit !== undefined)),
      raise,
    ]),
  );
}

/** How much of a limit the aim takes, where there is less of it. */
function takes(limits: readonly Limit[]): string {
  const most = Math.max(...limits.map(({ each }) => AIM * each));
  return limits.every((limit) => rateOf(limit) >= AIM) ? 'no more' : about(Math.ceil(most));
}

function riseTable({ system, quotas }: Simulated): string {
  const { maximumConcurrency } = system.fulfillment;
  const scaledOutSeconds = (maximumConcurrency - EVENT_SOURCE_START) / MORE_PER_SECOND;
  return table(
    [text('what'), text('at once'), text('then')],
    [
      [
        'requests of the API',
        `${count(system.apiThrottlingBurstLimit)}: \`apiThrottlingBurstLimit\``,
        `${count(system.apiThrottlingRateLimit)} a second`,
      ],
      [
        'execution environments of a function',
        `${count(quotas.lambdaScaling.burst)}, for ${count(quotas.lambdaScaling.burst / REQUEST_SECONDS)} orders/s`,
        `${count(quotas.lambdaScaling.rate)} more a second`,
      ],
      [
        'batches fulfilled at the same time',
        count(EVENT_SOURCE_START),
        `${MORE_PER_SECOND} more a second, all ${maximumConcurrency} after ${duration(Math.max(0, scaledOutSeconds))}`,
      ],
      [
        'units of a table and an index',
        'twice the peak there was',
        `twice as many after ${duration(DOUBLING_SECONDS)}`,
      ],
    ],
  );
}

function warehouseTable(simulated: Simulated): string {
  return table(
    [
      text('the warehouse answers'),
      number('orders/s fulfilled at most'),
      number('batches at a time for 1,000 orders/s'),
    ],
    WAREHOUSE_SECONDS.map((warehouseSeconds) => {
      const limit = fulfillmentLimit({ ...simulated, warehouseSeconds });
      return [
        warehouseSeconds === 0 ? 'at once' : `after ${warehouseSeconds} s`,
        count(rateOf(limit)),
        count(Math.ceil(1000 * limit.each)),
      ];
    }),
  );
}

function fulfillmentLimit(simulated: Simulated): Limit {
  const limit = limitsOf(simulated).find(({ name }) => name === 'event-source-maximum');
  if (!limit) throw new Error('the batches fulfilled at the same time are no limit any more; see limits.ts');
  return limit;
}
