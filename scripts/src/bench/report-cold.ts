import type { BenchReport } from './bench-report.ts';
import type { Variant } from './function-variants.ts';
import type { Start } from './measure-import.ts';
import { median } from './statistics.ts';

/** The goal of every function that needs the SDK: part of esbuild's defaults, and milliseconds above an empty handler. */
const MAX_RATIO = 0.4;
const MAX_ABOVE_EMPTY_MS = 35;

/** What was measured of a function. */
export interface ColdStarts {
  readonly name: string;
  readonly zipBytes: number;
  readonly usesSdk: boolean;
  readonly starts: Readonly<Record<Variant, readonly Start[]>>;
}

/** Medians of the starts of each variant, and how far the shipped one is from the goal. */
export function reportCold(functions: readonly ColdStarts[], runs: number): BenchReport {
  const results = functions.map((each) => ({ ...each, ...summarize(each) }));
  return {
    name: 'cold',
    title: 'Cold start of the functions',
    introduction: `Each function in a fresh process, from before its module is imported until its handler is there: the median of ${runs} starts in milliseconds, variants in turns. The goal where the SDK is needed: at most ${MAX_RATIO} × esbuild's defaults, and at most ${MAX_ABOVE_EMPTY_MS} ms above an empty handler.`,
    tables: [
      {
        caption: 'Import to ready, milliseconds',
        head: [
          'function',
          'empty handler',
          'shipped',
          'with compile cache',
          "esbuild's defaults",
          'not bundled',
          '÷ defaults',
          'above empty',
          'goal',
        ],
        rows: results.map(({ name, importMs, ratio, aboveEmptyMs, goal }) => [
          name,
          ...Object.values(importMs).map((ms) => ms.toFixed(1)),
          ratio.toFixed(2),
          aboveEmptyMs.toFixed(1),
          goal,
        ]),
      },
      {
        caption: 'The whole process, milliseconds, and the package',
        head: ['function', 'empty handler', 'shipped', "esbuild's defaults", 'zip, KB'],
        rows: results.map(({ name, processMs, zipBytes }) => [
          name,
          ...[processMs.empty, processMs.shipped, processMs.defaults].map((ms) => ms.toFixed(1)),
          (zipBytes / 1024).toFixed(0),
        ]),
      },
    ],
    notes: [
      'With compile cache: the shipped bundle and what V8 made of it, in the package. It is not shipped: V8 takes such code from the very same version, flags and processor architecture alone, Node keeps it apart by version and user, and Lambda brings its own Node, which AWS updates under a deployed function.',
    ],
    figures: results,
  };
}

function summarize({ starts, usesSdk }: ColdStarts) {
  const importMs = mediansOf(starts, ({ importMs }) => importMs);
  const processMs = mediansOf(starts, ({ processMs }) => processMs);
  const ratio = importMs.shipped / importMs.defaults;
  const aboveEmptyMs = importMs.shipped - importMs.empty;
  const isMet = ratio <= MAX_RATIO && aboveEmptyMs <= MAX_ABOVE_EMPTY_MS;
  const goal = usesSdk ? (isMet ? 'met' : 'missed') : 'no SDK';
  return { importMs, processMs, ratio, aboveEmptyMs, goal };
}

function mediansOf(
  starts: ColdStarts['starts'],
  pick: (start: Start) => number,
): Readonly<Record<Variant, number>> {
  return Object.fromEntries(
    Object.entries(starts).map(([variant, all]) => [variant, median(all.map(pick))]),
  ) as Record<Variant, number>;
}
