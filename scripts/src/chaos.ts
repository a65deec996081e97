import { CHAOS_USAGE, type ChaosOptions, parseChaosOptions } from './chaos/chaos-options.ts';
import { prepareSystem } from './chaos/chaos-system.ts';
import { brokenInvariants, brokenReport, progressLine, repeatCommand } from './chaos/report.ts';
import { runSeed } from './chaos/run-seed.ts';
import { createTally } from './chaos/summary.ts';
import { formatPercent } from './format-percent.ts';
import { runProgram } from './run-program.ts';
import { inTemporaryDirectory } from './temporary-directory.ts';

await runProgram(async () => {
  const options = parseChaosOptions(process.argv.slice(2));
  if (!options) return console.log(CHAOS_USAGE);
  await inTemporaryDirectory('chaos', (directory, signal) => runAll(options, directory, signal));
});
// Whatever still holds the event loop (a timer of an engine) has nothing left to do.
process.exit();

async function runAll(options: ChaosOptions, directory: string, signal: AbortSignal): Promise<void> {
  const { runs, orders, keepGoing, ...rest } = options;
  const types = [...new Set(runs.map(({ workflowType }) => workflowType))];
  const { rate, kinds } = rest.faults;
  const faults =
    rate === 0 ? 'nothing is injected (rate=0)' : `faults: ${formatPercent(rate)} of ${kinds.join(', ')}`;
  console.log(`${runs.length} runs of ${orders} orders, ${types.join(' and ')}; ${faults}`);
  const system = await prepareSystem(directory, types);
  const tally = createTally(options);
  try {
    for (const run of runs) {
      const result = await runSeed(system, { ...run, orders, ...rest }, signal);
      tally.add(result);
      console.log(progressLine(result));
      if (brokenInvariants(result).length === 0) continue;
      console.log(brokenReport(result, repeatCommand(result.options)));
      if (!keepGoing) break;
    }
  } finally {
    for (const line of tally.lines()) console.log(line);
    if (!tally.holds()) process.exitCode = 1;
  }
}
