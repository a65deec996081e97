import type { BenchReport } from './bench-report.ts';
import type { Round, Turn } from './measure-toolchain.ts';
import { median } from './statistics.ts';

export interface ToolchainFigures {
  readonly rounds: readonly Round[];
  /** Of the whole test; absent: not measured. */
  readonly testSeconds?: number;
}

/** The most each may take when it was run before. */
const GOAL_SECONDS = { start: 5, synthesize: 1, bundle: 1, test: 180 };

/** The medians of all turns, beside the goals. */
export function reportToolchain(figures: ToolchainFigures): BenchReport {
  const { rounds, testSeconds } = figures;
  const [first, second] = [rounds.map(({ first }) => first), rounds.map(({ second }) => second)];
  const row = (what: string, secondsOf: (turn: Turn) => number, goal = '') => [
    what,
    seconds(median(first.map(secondsOf))),
    seconds(median(second.map(secondsOf))),
    goal,
  ];
  const phases = Object.keys(second[0]?.phaseSeconds ?? {});
  const together = ({ phaseSeconds }: Turn) =>
    Object.values(phaseSeconds).reduce((sum, each) => sum + each, 0);
  return {
    name: 'toolchain',
    title: 'How long the commands take',
    introduction: `Each command without anything that an earlier run leaves behind (the built console, compiled code), and the second time: medians of ${rounds.length} rounds. \`start\` from the command to its banner; bundling and synthesis as \`build\` and \`synth\` print them.`,
    tables: [
      {
        head: ['what', 'first', 'second', 'goal'],
        rows: [
          row('start, to its banner', ({ startSeconds }) => startSeconds, goal('start')),
          row('– npx, pnpm, loading the program', (turn) => turn.startSeconds - together(turn)),
          ...phases.map((name) => row(`– ${name}`, ({ phaseSeconds }) => phaseSeconds[name] ?? Number.NaN)),
          row('bundling all functions', ({ bundleSeconds }) => bundleSeconds, goal('bundle')),
          row('synthesis of all stacks', ({ synthesizeSeconds }) => synthesizeSeconds, goal('synthesize')),
          ...(testSeconds === undefined ? [] : [['the whole test', '', seconds(testSeconds), goal('test')]]),
        ],
      },
    ],
    figures: { ...figures, goalSeconds: GOAL_SECONDS },
  };
}

/** One turn. */
export function formatTurn({ startSeconds, bundleSeconds, synthesizeSeconds }: Turn): string {
  return `start ${seconds(startSeconds)}, bundling ${seconds(bundleSeconds)}, synthesis ${seconds(synthesizeSeconds)}`;
}

function goal(name: keyof typeof GOAL_SECONDS): string {
  return `< ${GOAL_SECONDS[name]} s`;
}

function seconds(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} s`;
}
