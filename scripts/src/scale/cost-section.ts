import { PRICE_LIST } from 'local-cloud';
import { STATED_MS } from '../cost/stated-times.ts';
import { COLD_START_SHARE } from '../cost/unhurried-times.ts';
import { formatPercent } from '../format-percent.ts';
import { number, table, text } from '../markdown-table.ts';
import { type BillLine, billAt, dollarsOf } from './bill.ts';
import { MONTH_SECONDS, monthDollars } from './fixed-costs.ts';
import { about, count, dollars } from './format.ts';
import { blocks, list, paragraph } from './markdown.ts';
import type { Simulated } from './simulation.ts';
import { expectedTries } from './tries.ts';

/** Orders per second that are compared. */
const RATES = [10, 1000, 10_000] as const;
const MILLION = 1_000_000;

interface Group {
  readonly what: string;
  /** Keys of the environment file. */
  readonly setting: string;
  holds(line: BillLine): boolean;
}

const of =
  (...units: BillLine['unit'][]) =>
  ({ unit }: BillLine) =>
    units.includes(unit);
const ofResource = (unit: BillLine['unit'], resource: string) => (line: BillLine) =>
  line.unit === unit && line.resource === resource;

/** The bill as a person reads it, along the way of an order. */
const GROUPS: readonly Group[] = [
  { what: 'API Gateway: requests', setting: '', holds: of('httpApiRequests') },
  { what: 'Lambda: requests', setting: '`fulfillmentBatchingWindowSeconds`', holds: of('lambdaRequests') },
  { what: 'Lambda: GB-seconds', setting: '`functionMemoryMb`', holds: of('lambdaGbSeconds') },
  { what: 'Lambda: GB-seconds of inits', setting: '`functionMemoryMb`', holds: of('lambdaInitGbSeconds') },
  { what: 'Step Functions: EXPRESS requests', setting: '`workflowType`', holds: of('expressRequests') },
  { what: 'Step Functions: EXPRESS GB-seconds', setting: '`workflowType`', holds: of('expressGbSeconds') },
  { what: 'Step Functions: state transitions', setting: '`workflowType`', holds: of('stateTransitions') },
  {
    what: 'SQS: requests',
    setting: '`fulfillmentBatchingWindowSeconds`, `maxReceiveCount`',
    holds: of('sqsRequests'),
  },
  { what: 'DynamoDB: reads', setting: '`maxReceiveCount`', holds: of('readUnits') },
  {
    what: 'DynamoDB: writes of orders',
    setting: '`maxReceiveCount`',
    holds: ofResource('writeUnits', 'orders'),
  },
  {
    what: 'DynamoDB: writes of the status index',
    setting: '`maxReceiveCount`',
    holds: ofResource('writeUnits', 'orders/status_shard'),
  },
  {
    what: 'DynamoDB: writes of failed orders',
    setting: '`maxReceiveCount`',
    holds: (line) => line.unit === 'writeUnits' && line.resource.startsWith('failed-orders'),
  },
  {
    what: 'CloudWatch: bytes of logs',
    setting: '`functionSystemLogLevel`, `workflowLogLevel`',
    holds: of('logBytes'),
  },
  { what: 'X-Ray: traces', setting: '', holds: of('traces') },
  { what: 'CloudWatch: alarms, metrics, dashboard', setting: '', holds: of('fixed') },
];

/** What orders cost at each rate, EXPRESS beside STANDARD, and what each line of it is. */
export function costSection(systems: readonly Simulated[]): string {
  const bills: Bills = systems.map((simulated) => ({
    name: simulated.system.workflowType,
    byRate: RATES.map((rate) => billAt(simulated, rate)),
  }));
  return blocks(
    '## What it costs',
    totals(bills),
    paragraph(
      `All in, at list prices of ${PRICE_LIST.region} and with AWS's volume tiers, without the free tier. ${largestLines(bills)}`,
    ),
    paragraph(
      `Line by line, in dollars per million orders. Units are those of an order at ${count(UNITS_RATE)} orders/s.`,
    ),
    lineByLine(bills),
    notes(systems),
  );
}

type Bills = readonly { readonly name: string; readonly byRate: readonly BillLine[][] }[];

/** The rate whose units are told. */
const UNITS_RATE = RATES[1];

function totals(bills: Bills): string {
  return table(
    [
      number('orders/s'),
      number('orders a month'),
      ...bills.flatMap(({ name }) => [number(`${name}, $ per million`), number('$ a month')]),
    ],
    RATES.map((rate, index) => [
      count(rate),
      about(rate * MONTH_SECONDS),
      ...bills.flatMap(({ byRate }) => {
        const perMillion = dollarsOf(byRate[index] ?? []);
        return [count(perMillion, 2), about((perMillion * rate * MONTH_SECONDS) / MILLION)];
      }),
    ]),
  );
}

function largestLines(bills: Bills): string {
  const sentences = bills.map(({ name, byRate }) => {
    const lines = byRate[RATES.indexOf(UNITS_RATE)] ?? [];
    const [first, second, third] = GROUPS.map(({ what, holds }) => ({
      what,
      each: dollarsOf(lines.filter(holds)),
    }))
      .toSorted((a, b) => b.each - a.each)
      .map(({ what, each }) => `${what} (${dollars(each)})`);
    return `\`${name}\`: ${first}, ${second} and ${third}.`;
  });
  return `The largest lines at ${count(UNITS_RATE)} orders/s are, for ${sentences.join(' For ')}`;
}

function lineByLine(bills: Bills): string {
  return table(
    [
      text('line'),
      ...bills.map(({ name }) => number(`units, ${name}`)),
      ...bills.flatMap(({ name }) => RATES.map((rate) => number(`${name} at ${count(rate)}/s`))),
      text('moved by'),
    ],
    [
      ...GROUPS.map(({ what, setting, holds }) => [
        what,
        ...bills.map(({ byRate }) => units(byRate[RATES.indexOf(UNITS_RATE)]?.filter(holds) ?? [])),
        ...bills.flatMap(({ byRate }) => byRate.map((lines) => cell(lines.filter(holds)))),
        setting,
      ]),
      [
        'total',
        ...bills.map(() => ''),
        ...bills.flatMap(({ byRate }) => byRate.map((lines) => count(dollarsOf(lines), 2))),
        '',
      ],
    ],
  );
}

function units(lines: readonly BillLine[]): string {
  const sum = lines.reduce((total, { unitsPerOrder }) => total + unitsPerOrder, 0);
  if (sum === 0) return '';
  return count(sum, sum >= 100 ? 0 : sum >= 0.1 ? 2 : 4);
}

function cell(lines: readonly BillLine[]): string {
  return lines.length === 0 ? '' : count(dollarsOf(lines), 2);
}

function notes([first]: readonly Simulated[]): string {
  if (!first) return '';
  const { system } = first;
  const { attempts, deadLetters } = expectedTries(system);
  const perMillisecond = (PRICE_LIST.prices.lambdaGbSeconds.dollars * system.functionMemoryMb) / 1024 / 1000;
  const stated = Object.entries(STATED_MS).map(([key, milliseconds]) => ({
    key: key.split(' '),
    milliseconds,
  }));
  const runs = stated
    .filter(({ key: [unit] }) => unit !== 'lambdaInitGbSeconds')
    .map(({ key: [, name], milliseconds }) => `${name} ${milliseconds} ms`);
  const init = stated.find(({ key: [unit] }) => unit === 'lambdaInitGbSeconds')?.milliseconds;
  return list([
    `Requests, units and bytes are counted in the local run by \`npx -y pnpm@12 cost --save\`, as AWS counts them. Chance is left out: those of attempts and dead letters are as for ${count(attempts, 2)} and ${count(deadLetters, 3)} per order, the means at \`fulfillmentSuccessRate\` ${system.fulfillmentSuccessRate} and \`maxReceiveCount\` ${system.maxReceiveCount}.`,
    `Time is stated, not measured: ${runs.join(', ')}, and an init of ${init} ms for ${formatPercent(COLD_START_SHARE)} of the invocations. Ten milliseconds more of api-handler cost ${dollars(10 * perMillisecond * MILLION)} per million orders.`,
    `At a low rate batches do not fill within the ${system.fulfillment.batchingWindowSeconds} seconds of \`fulfillmentBatchingWindowSeconds\`, messages are received one by one, the first request of each second is traced, and ${dollars(monthDollars(system))} a month fall on fewer orders: ${system.alarmMetrics} metrics of alarms, ${system.customMetrics} metrics of orders, a dashboard, and asking for dead letters.`,
    "At a high rate the volume tiers of API Gateway, Lambda's time and CloudWatch Logs count.",
    'Left out: storage, backups, data transfer out, reading orders, the web console.',
  ]);
}
