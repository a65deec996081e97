import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { number, table, text } from '../markdown-table.ts';
import { ROOT } from '../repository.ts';
import { describeMachine, type Machine, thisMachine } from './machine.ts';

/** A table of a report: text in its first column, numbers in the others. */
interface Table {
  /** What it shows, if not all is said by the text around it. */
  readonly caption?: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a benchmark found. */
export interface BenchReport {
  /** Of its command: `cold` is `bench:cold`. */
  readonly name: string;
  readonly title: string;
  /** What was compared with what, and how. */
  readonly introduction: string;
  readonly tables: readonly Table[];
  /** What to know when reading the tables. */
  readonly notes?: readonly string[];
  /** Everything that was measured, for programs. */
  readonly figures: unknown;
}

/** The flags every benchmark has, for parseFlags. */
export const REPORT_OPTIONS = {
  json: { type: 'boolean', default: false },
  save: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** The same flags in a usage. */
export const REPORT_USAGE = `  --json       print the figures as JSON instead of tables
  --save       write both to docs/benchmarks`;

export interface PublishOptions {
  readonly json: boolean;
  readonly save: boolean;
  readonly directory?: string;
  readonly machine?: Machine;
}

/** Prints a report as tables or JSON; with `save` it is also written to `<directory>/<name>.md` and `.json`. */
export function publishReport(report: BenchReport, options: PublishOptions): void {
  const { json, save, directory = join(ROOT, 'docs/benchmarks'), machine = thisMachine() } = options;
  const markdown = reportText(report, machine);
  const figures = `${JSON.stringify({ benchmark: report.name, machine, figures: report.figures }, null, 2)}\n`;
  process.stdout.write(json ? figures : `${markdown}\n`);
  if (!save) return;
  mkdirSync(directory, { recursive: true });
  for (const [extension, content] of [
    ['md', `${markdown}\n`],
    ['json', figures],
  ]) {
    const file = join(directory, `${report.name}.${extension}`);
    writeFileSync(file, content as string);
    console.error(`wrote ${relative(ROOT, file)}`);
  }
}

function reportText(
  { name, title, introduction, tables, notes = [] }: BenchReport,
  machine: Machine,
): string {
  return [
    `# ${title}`,
    introduction,
    ...tables.map(tableText),
    ...(notes.length > 0 ? [notes.map((note) => `- ${note}`).join('\n')] : []),
    `Measured by \`npx -y pnpm@12 bench:${name}\` on ${describeMachine(machine)}.`,
  ].join('\n\n');
}

function tableText({ caption, head: [first = '', ...others], rows }: Table): string {
  const lines = table([text(first), ...others.map(number)], rows);
  return caption ? `${caption}\n\n${lines}` : lines;
}
