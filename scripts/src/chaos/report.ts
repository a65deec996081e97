import type { Recorded } from './events.ts';
import { inconclusiveReasons } from './inconclusive.ts';
import { isFulfilledButFailed } from './invariants/told-is-recorded.ts';
import { orderStories } from './order-story.ts';
import { lateAsks } from './overlapping-asks.ts';
import type { SeedOptions, SeedResult } from './run-seed.ts';
import { timeline } from './timeline.ts';

/** Orders whose timelines are shown, per invariant that is broken. */
const SHOWN = 3;

/** The invariants that a run broke. */
export function brokenInvariants({ verdicts }: SeedResult): string[] {
  return verdicts.filter(({ violations }) => violations.length > 0).map(({ invariant }) => invariant);
}

/** The line of a seed. */
export function progressLine(result: SeedResult): string {
  const { options, evidence, faults, seconds } = result;
  const { seed, workflowType, orders } = options;
  const asked = eventsOf(evidence.events, 'asked');
  const again = asked.length - new Set(asked.map(({ idempotencyKey }) => idempotencyKey)).size;
  const statuses = eventsOf(evidence.events, 'answered').map(({ status }) => String(status ?? 'none'));
  const stories = orderStories(evidence);
  const late = stories.reduce((sum, story) => sum + lateAsks(story).length, 0);
  return [
    `seed ${seed} ${workflowType}: ${orders} orders`,
    `answers ${counts(statuses)}`,
    `ends ${counts(evidence.orders.map(({ status }) => status))}`,
    `faults ${total(faults)} (${Object.entries(faults)
      .map(([kind, count]) => `${kind} ${count}`)
      .join(', ')})`,
    `warehouse asked ${asked.length} times, ${again} of them again, ${late} as FULFILLED was recorded meanwhile`,
    `fulfilled but FAILED: ${stories.filter(isFulfilledButFailed).length}`,
    `${seconds.toFixed(1)} s`,
    conclusion(result),
  ].join('; ');
}

function conclusion(result: SeedResult): string {
  const broken = brokenInvariants(result);
  if (broken.length > 0) return `BROKEN: ${broken.join(', ')}`;
  const reasons = inconclusiveReasons(result);
  return reasons.length > 0 ? `inconclusive: ${reasons.join(', ')}` : 'holds';
}

/** What a run broke: each invariant with orders, their timelines and how to repeat it. */
export function brokenReport({ options, evidence, verdicts }: SeedResult, repeat: string): string {
  const lines = verdicts.flatMap(({ invariant, violations }) => {
    if (violations.length === 0) return [];
    const shown = violations
      .slice(0, SHOWN)
      .flatMap(({ orderId, message }) => [
        '',
        `  ${orderId === undefined ? message : `order ${orderId}: ${message}`}`,
        ...(orderId === undefined ? [] : timeline(evidence.events, orderId).map((line) => `    ${line}`)),
      ]);
    const left = violations.length - SHOWN;
    return [
      '',
      `seed ${options.seed} broke: ${invariant}`,
      ...shown,
      ...(left > 0 ? ['', `  and ${left} more`] : []),
    ];
  });
  return [...lines, '', `repeat with: ${repeat}`].join('\n');
}

/** The command that runs this seed again: the same dice, though not the same interleaving. */
export function repeatCommand({
  seed,
  orders,
  workflowType,
  clients,
  timeScale,
  faults,
}: SeedOptions): string {
  const { rate, kinds, calls } = faults;
  const parts = [`rate=${rate}`, `kinds=${kinds.join('+')}`, ...(calls ? [`calls=${calls.join('+')}`] : [])];
  return (
    `npx -y pnpm@12 chaos --orders ${orders} --seed ${seed} --workflow ${workflowType} --clients ${clients} ` +
    `--time-scale ${timeScale} --faults '${parts.join(',')}'`
  );
}

function eventsOf<Kind extends Recorded['kind']>(events: readonly Recorded[], kind: Kind) {
  return events.filter((event): event is Extract<Recorded, { kind: Kind }> => event.kind === kind);
}

function counts(values: readonly string[]): string {
  const groups = [...Map.groupBy(values, (value) => value)].sort(([a], [b]) => a.localeCompare(b));
  return groups.map(([value, { length }]) => `${value} ${length}`).join(', ');
}

function total(numbers: Readonly<Record<string, number>>): number {
  return Object.values(numbers).reduce((sum, number) => sum + number, 0);
}
