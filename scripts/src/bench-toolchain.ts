import { publishReport, REPORT_OPTIONS, REPORT_USAGE } from './bench/bench-report.ts';
import { measureRound, measureTests, type Round } from './bench/measure-toolchain.ts';
import { formatTurn, reportToolchain } from './bench/report-toolchain.ts';
import { integerFlag } from './integer-flag.ts';
import { parseFlags } from './parse-flags.ts';
import { runProgram } from './run-program.ts';
import { inTemporaryDirectory } from './temporary-directory.ts';

const USAGE = `Usage: npx -y pnpm@12 bench:toolchain [options]

Measures how long the commands take that one waits for every day: start to its banner, bundling, synthesis;
each without what earlier runs leave behind (the built console and compiled code, which are removed), and once more.

  --rounds N   rounds              (default: 3)
  --test       also the whole test, once
${REPORT_USAGE}`;

await runProgram(async () => {
  const { help, json, save, test, rounds } = parseOptions(process.argv.slice(2));
  if (help) return console.log(USAGE);
  await inTemporaryDirectory('bench-toolchain', async (_, signal) => {
    const measured: Round[] = [];
    for (let round = 1; round <= rounds; round++) {
      const { first, second } = await measureRound(signal);
      measured.push({ first, second });
      console.error(`round ${round}: ${formatTurn(first)}; the second time ${formatTurn(second)}`);
    }
    const tested = test ? { testSeconds: await measureTests(signal) } : {};
    publishReport(reportToolchain({ rounds: measured, ...tested }), { json, save });
  });
});

function parseOptions(args: readonly string[]) {
  const values = parseFlags(args, {
    usage: USAGE,
    options: {
      rounds: { type: 'string', default: '3' },
      test: { type: 'boolean', default: false },
      ...REPORT_OPTIONS,
    },
  }).values;
  return { ...values, rounds: integerFlag('--rounds', values.rounds, { max: 100 }) };
}
