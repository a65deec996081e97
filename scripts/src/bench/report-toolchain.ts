import type { BenchReport } from './bench-report.ts';
import type { Round, Turn } from './measure-toolchain.ts';
import { median } from './statistics.ts';

export interface ToolchainFigures {
  readonly rounds: readonly Round[];
  /** Seconds of the whole test; absent: not measured. */
  readonly test?: number;
}

/** The most each may take, in seconds, when it was run before. */
const GOALS = { start: 5, synthesize: 1, bundle: 1, test: 180 };

/** The medians of all turns, beside the goals. */
export function reportToolchain(figures: ToolchainFigures): BenchReport {
  const { rounds, test } = figures;
  const [first, second] = [rounds.map(({ first }) => first), rounds.map(({ second }) => second)];
  const row = (what: string, secondsOf: (turn: Turn) => number, goal = '') => [
    what,
    seconds(median(first.map(secondsOf))),
    seconds(median(second.map(secondsOf))),
    goal,
  ];
  const phases = Object.keys(second[0]?.phases ?? {});
  const together = ({ phases }: Turn) => Object.values(phases).reduce((sum, each) => sum + each, 0);
  return {
    name: 'toolchain',
    title: 'How long the commands take',
    introduction: `Each command without anything that an earlier run leaves behind (the built console, compiled code), and the second time: medians of ${rounds.length} rounds. \`start\` from the command to its banner; bundling and synthesis as \`build\` and \`synth\` print them.`,
    tables: [
      {
        head: ['what', 'first', 'second', 'goal'],
        rows: [
          row('start, to its banner', ({ start }) => start, goal('start')),
          row('– npx, pnpm, loading the program', (turn) => turn.start - together(turn)),
          ...phases.map((name) => row(`– ${name}`, ({ phases }) => phases[name] ?? Number.NaN)),
          row('bundling all functions', ({ bundle }) => bundle, goal('bundle')),
          row('synthesis of all stacks', ({ synthesize }) => synthesize, goal('synthesize')),
          ...(test === undefined ? [] : [['the whole test', '', seconds(test), goal('test')]]),
        ],
      },
    ],
    figures: { ...figures, goals: GOALS },
  };
}

/** One turn. */
export function formatTurn({ start, bundle, synthesize }: Turn): string {
  return `start ${seconds(start)}, bundling ${seconds(bundle)}, synthesis ${seconds(synthesize)}`;
}

function goal(name: keyof typeof GOALS): string {
  return `< ${GOALS[name]} s`;
}

function seconds(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} s`;
}
