import type { CostReport, Duration } from './cost-report.ts';

const HEAD = ['service', 'what', 'resource', 'units/order', '$/million orders'] as const;
type Row = readonly [string, string, string, string, string];

/** A report as a person reads it. */
export function costTable(report: CostReport): string {
  const rows: Row[] = report.lines.map((line) => [
    line.service,
    line.what,
    line.resource,
    line.unitsPerOrder.toFixed(line.unitsPerOrder < 0.1 ? 4 : 2),
    line.dollarsPerMillionOrders.toFixed(3),
  ]);
  const total: Row = ['total', '', '', '', report.dollarsPerMillionOrders.toFixed(2)];
  const widths = HEAD.map((head, column) =>
    Math.max(head.length, ...[...rows, total].map((row) => (row[column] ?? '').length)),
  );
  const format = (row: readonly string[]) =>
    row.map((cell, i) => (i < 3 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');
  return [
    `${report.workflowType}: $${report.dollarsPerMillionOrders.toFixed(2)} per million orders`,
    '',
    format(HEAD),
    ...rows.map(format),
    format(total),
    '',
    ...conditions(report),
  ].join('\n');
}

/** What the figures rest on. */
function conditions(report: CostReport): string[] {
  const { orders, ordersPerSecond, batchingScale, batchSize, attemptsPerOrder, durations } = report;
  const rate = (perSecond: number) => perSecond.toFixed(perSecond < 10 ? 1 : 0);
  const settings = Object.entries(report.settings).map(([key, value]) => `${key} ${value}`);
  return [
    `${orders} orders at ${rate(ordersPerSecond)}/s, gathered ${batchingScale} times shorter (as ${rate(ordersPerSecond / batchingScale)}/s on AWS)`,
    `orders per invocation of fulfill-order: ${batchSize.toFixed(1)}; attempts per order: ${attemptsPerOrder.toFixed(2)}`,
    `settings of production: ${settings.join(', ')}`,
    `mean of what was billed: ${listed(durations.filter(({ unit }) => unit !== 'lambdaInitGbSeconds'))}`,
    `mean of the inits: ${listed(durations.filter(({ unit }) => unit === 'lambdaInitGbSeconds'))}`,
  ];
}

function listed(durations: readonly Duration[]): string {
  return durations.map(({ resource, meanMs }) => `${resource} ${meanMs.toFixed(1)} ms`).join(', ');
}

/** What every report has in common. */
export function costNotes({ region, priceDate }: Pick<CostReport, 'region' | 'priceDate'>): string {
  return `List prices of ${region}, ${priceDate}, without the free tier.
Measured here: requests, units and bytes as AWS counts them. Time is that of this machine: the mean run, of orders placed
one by one and without the longest 5 %, times the runs. Inits are counted at one in a hundred invocations, each as long as
the mean of those here. Traces are computed: nothing samples here.
On AWS: times differ, and with them GB-seconds; a log line also names its trace (about 50 bytes); with few orders a second
batches are smaller, which costs more SQS and Lambda requests per order (about $1.30 per million when each comes alone).
Not per order, and left out: polling of empty queues (about $0.26 a month each), storage, backups, alarms, metrics, data
transfer out.`;
}
