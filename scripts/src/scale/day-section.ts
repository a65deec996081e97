import { number, table, text } from '../markdown-table.ts';
import { arrivalsAt, EVENING_PEAK, OUTAGE, SALE, simulateDay } from './day.ts';
import { type DaySummary, summarizeDay } from './day-summary.ts';
import { about, count, duration, timeOfDay } from './format.ts';
import { limitsOf } from './limits.ts';
import { blocks, paragraph } from './markdown.ts';
import type { Second, Simulated } from './simulation.ts';
import { expectedTries } from './tries.ts';

const ALT =
  'New, accepted and fulfilled orders per second, refused requests per second, and the orders that wait at clients, in the queue and as dead letters';

/** A day in words and tables; the picture shows that of the first system. */
export function daySection(
  systems: readonly Simulated[],
  days: readonly (readonly Second[])[],
  picture: string,
): string {
  const [first] = systems as readonly [Simulated];
  const summaries = days.map(summarizeDay);
  return blocks(
    '## A day',
    `![${ALT}](${picture})`,
    paragraph(introduction(first, summaries)),
    dayTable(systems, summaries),
    ...systems.map((simulated, index) => paragraph(heldBack(simulated, summaries[index] as DaySummary))),
    '### The outage',
    ...outage(first, summaries[0] as DaySummary),
  );
}

function introduction({ system }: Simulated, [day]: readonly DaySummary[]): string {
  const limit = system.apiThrottlingRateLimit;
  return `The first day of a new system, with ${about(day?.orders ?? 0)} orders: a quiet night, a peak before noon and one of
    ${count(limit * arrivalsAt(EVENING_PEAK))} orders/s in the evening. From ${timeOfDay(SALE.from)} to ${timeOfDay(SALE.to)}
    a sale brings ${count(limit * arrivalsAt(SALE.from))} orders/s, where the API takes ${count(limit)}. From
    ${timeOfDay(OUTAGE.from)} to ${timeOfDay(OUTAGE.to)} the warehouse is down, and
    [fulfillment is paused](operations.md#pausing-and-resuming-fulfillment). Clients that are refused come again after 2, 4, 8 …
    seconds, 60 at most, and never give up. The picture is of \`${system.workflowType}\`.`;
}

function dayTable(systems: readonly Simulated[], summaries: readonly DaySummary[]): string {
  return table(
    [text(''), ...systems.map(({ system }) => number(system.workflowType))],
    [
      ['requests refused with 429 or 503', ...summaries.map(({ refused }) => about(refused))],
      ['most orders waiting at clients', ...summaries.map(({ mostAtClients }) => about(mostAtClients))],
      ['most orders waiting in the queue', ...summaries.map(({ deepestQueue }) => about(deepestQueue))],
      [
        'longest wait in the queue',
        ...summaries.map(({ longestWaitSeconds }) => duration(longestWaitSeconds)),
      ],
      ['fulfilled', ...summaries.map(({ fulfilled }) => about(fulfilled))],
      ['failed, with a row in `failed_orders`', ...summaries.map(({ failed }) => about(failed))],
      ['at clients at midnight', ...summaries.map(({ atClientsAtMidnight }) => about(atClientsAtMidnight))],
      [
        'elsewhere on their way at midnight',
        ...summaries.map(({ underwayAtMidnight }) => about(underwayAtMidnight)),
      ],
    ],
  );
}

function heldBack(simulated: Simulated, { heldBack: names }: DaySummary): string {
  const limits = limitsOf(simulated).filter(({ name }) => names.has(name));
  const what = limits.map((limit) => `${limit.what} (${count(limit.value)} ${limit.unit})`);
  return `At some time of the day \`${simulated.system.workflowType}\` is held back by: ${what.join('; ')}.`;
}

function outage(simulated: Simulated, paused: DaySummary): string[] {
  const warm = summarizeDay(
    simulateDay(simulated, 'paused', {
      lifted: new Set(['new-index-writes', 'new-table-writes', 'new-table-reads']),
    }),
  );
  const failing = summarizeDay(simulateDay(simulated, 'failing'));
  const { system } = simulated;
  return [
    paragraph(`What ${duration(OUTAGE.to - OUTAGE.from)} without the warehouse do to the same day with
      \`${system.workflowType}\`, by what is done about it:`),
    table(
      [
        text('fulfillment is'),
        number('most orders in the queue'),
        number('over after'),
        number('failed because of it'),
      ],
      [
        ['paused', paused] as const,
        ['paused; table and index are warm', warm] as const,
        ['not paused', failing] as const,
      ].map(([name, day]) => [
        name,
        about(day.deepestQueue),
        day.drainedAfterSeconds === undefined ? 'not that day' : duration(day.drainedAfterSeconds),
        about(Math.max(0, day.failed - day.accepted * expectedTries(simulated.system).deadLetters)),
      ]),
    ),
    paragraph(`Nothing is lost in any of them: a failed order has its row, and is put back by \`npx -y pnpm@12 redrive\`.
      Paused, orders wait; not paused, each is attempted ${system.maxReceiveCount} times within seconds and fails. A backlog is worked off by ${system.fulfillment.maximumConcurrency} batches at a time
      (\`eventSourceMaximumConcurrency\`) or as fast as table and index can be written, whichever is less: throttled writes
      are tried again by the SDK, which makes batches slower. To be done sooner, give table and index the
      [warm throughput](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput.html) of the drain
      before resuming.`),
  ];
}
