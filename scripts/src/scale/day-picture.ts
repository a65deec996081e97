import { DAY_SECONDS, OUTAGE, SALE, type Stretch } from './day.ts';
import { about } from './format.ts';
import type { Second } from './simulation.ts';

const WIDTH = 960;
const LEFT = 70;
const RIGHT = 14;
/** Seconds that one point of a line stands for, as their mean. */
const POINT_SECONDS = 120;
const TICK_HOURS = 3;

interface Panel {
  readonly title: string;
  readonly top: number;
  readonly height: number;
  readonly series: readonly Series[];
}

interface Series {
  readonly name: string;
  /** A class of the style. */
  readonly color: string;
  readonly of: (second: Second) => number;
}

/** Colors that are told apart by everyone, on white and on black. */
const STYLE = `
  svg { font: 13px system-ui, sans-serif; }
  .page { fill: #ffffff; } .text { fill: #1f2328; } .muted { fill: #59636e; }
  .grid { stroke: #d1d9e0; } .axis { stroke: #59636e; } .band { fill: #818b98; fill-opacity: 0.2; }
  .line { fill: none; stroke-width: 1.8; stroke-linejoin: round; }
  .gray { stroke: #afb8c1; stroke-width: 5; } .blue { stroke: #0969da; } .green { stroke: #1a7f37; }
  .red { stroke: #cf222e; } .brown { stroke: #9a6700; }
  @media (prefers-color-scheme: dark) {
    .page { fill: #0d1117; } .text { fill: #f0f6fc; } .muted { fill: #9198a1; }
    .grid { stroke: #2f353d; } .axis { stroke: #9198a1; }
    .gray { stroke: #59636e; } .blue { stroke: #58a6ff; } .green { stroke: #3fb950; }
    .red { stroke: #f85149; } .brown { stroke: #d29922; }
  }`;

/** From top to bottom; of the lines the last one is in front. */
const PANELS: readonly Panel[] = [
  {
    title: 'orders per second',
    top: 52,
    height: 180,
    series: [
      { name: 'new', color: 'gray', of: ({ arrivals }) => arrivals },
      { name: 'accepted', color: 'blue', of: ({ accepted }) => accepted },
      { name: 'fulfilled', color: 'green', of: ({ fulfilled }) => fulfilled },
    ],
  },
  {
    title: 'requests per second',
    top: 290,
    height: 70,
    series: [{ name: 'refused with 429 or 503', color: 'red', of: ({ refused }) => refused }],
  },
  {
    title: 'orders waiting',
    top: 418,
    height: 140,
    series: [
      { name: 'at clients', color: 'red', of: ({ atClients }) => atClients },
      { name: 'in the queue', color: 'blue', of: ({ inQueue }) => inQueue },
      { name: 'as dead letters, to be recorded', color: 'brown', of: ({ deadLetters }) => deadLetters },
    ],
  },
];
const HEIGHT = 594;

/** The picture of a day as SVG, which follows the light or dark of its reader. */
export function dayPicture(day: readonly Second[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="A simulated day">
<style>${STYLE}
</style>
<rect class="page" width="${WIDTH}" height="${HEIGHT}"/>
${band(OUTAGE, 'warehouse down')}
${band(SALE, 'sale')}
${PANELS.map((panel) => panelOf(panel, day)).join('\n')}
</svg>
`;
}

function panelOf({ title, top, height, series }: Panel, day: readonly Second[]): string {
  const lines = series.map(({ of, color }) => ({ color, values: means(day, of) }));
  const most = Math.max(1, ...lines.flatMap(({ values }) => values));
  const step = tickStep(most);
  const ticks = Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
  const yOf = (value: number) => round(top + height - (value / Math.max(...ticks)) * height);
  const hours = Array.from({ length: 24 / TICK_HOURS + 1 }, (_, index) => index * TICK_HOURS);
  return [
    `<text class="text" x="${LEFT}" y="${top - 12}">${title}</text>`,
    ...series.map(({ name, color }, index) => legend(name, color, LEFT + 150 + index * 120, top - 16)),
    ...ticks.map(
      (tick) =>
        `<path class="grid" d="M${LEFT} ${yOf(tick)}H${WIDTH - RIGHT}"/><text class="muted" x="${LEFT - 8}" y="${yOf(tick) + 4}" text-anchor="end">${tickLabel(tick)}</text>`,
    ),
    ...hours.map(
      (hour) =>
        `<text class="muted" x="${xOf(hour * 3600)}" y="${top + height + 18}" text-anchor="${hour === 24 ? 'end' : 'middle'}">${String(hour).padStart(2, '0')}:00</text>`,
    ),
    ...lines.map(({ values, color }) => `<path class="line ${color}" d="${pathOf(values, yOf)}"/>`),
    `<path class="axis" d="M${LEFT} ${top + height}H${WIDTH - RIGHT}"/>`,
  ].join('\n');
}

function legend(name: string, color: string, x: number, y: number): string {
  return `<path class="line ${color}" d="M${x} ${y}h18"/><text class="muted" x="${x + 24}" y="${y + 4}">${name}</text>`;
}

/** A stretch of the day across all panels. */
function band({ from, to }: Stretch, label: string): string {
  const [x, end] = [xOf(from), xOf(to)];
  const rects = PANELS.map(
    ({ top, height }) =>
      `<rect class="band" x="${x}" y="${top}" width="${round(end - x)}" height="${height}"/>`,
  );
  return `<text class="muted" x="${round((x + end) / 2)}" y="18" text-anchor="middle">${label}</text>${rects.join('')}`;
}

function pathOf(values: readonly number[], yOf: (value: number) => number): string {
  return values
    .map((value, index) => `${index === 0 ? 'M' : 'L'}${xOf((index + 0.5) * POINT_SECONDS)} ${yOf(value)}`)
    .join('');
}

function means(day: readonly Second[], of: (second: Second) => number): number[] {
  return Array.from({ length: DAY_SECONDS / POINT_SECONDS }, (_, point) => {
    const seconds = day.slice(point * POINT_SECONDS, (point + 1) * POINT_SECONDS);
    return seconds.reduce((sum, second) => sum + of(second), 0) / POINT_SECONDS;
  });
}

function xOf(second: number): number {
  return round(LEFT + (second / DAY_SECONDS) * (WIDTH - LEFT - RIGHT));
}

/** A round distance between the lines of a grid, of which there are five at most. */
function tickStep(max: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(max / 4));
  return [1, 2, 5, 10].map((each) => each * magnitude).find((step) => max / step <= 4) ?? 10 * magnitude;
}

function tickLabel(value: number): string {
  return value >= 1e6 ? `${value / 1e6} M` : value >= 10_000 ? `${value / 1000} k` : about(value);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
