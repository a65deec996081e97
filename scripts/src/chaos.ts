import { CHAOS_USAGE, type ChaosOptions, parseChaosOptions } from './chaos/chaos-options.ts';
import { prepareSystem } from './chaos/chaos-system.ts';
import { brokenInvariants, brokenReport, progressLine, repeatCommand } from './chaos/report.ts';
import { runSeed } from './chaos/run-seed.ts';
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
  const {
    runs,
    orders,
    keepGoing,
    runs: [first],
    ...rest
  } = options;
  if (!first) return;
  const types = [...new Set(runs.map(({ workflowType }) => workflowType))];
  const { rate, kinds } = rest.faults;
  console.log(
    `${runs.length} runs of ${orders} orders, ${types.join(' and ')}; faults: ${rate * 100} % of ${kinds.join(', ')}`,
  );
  const system = await prepareSystem(directory, types);
  let broken = 0;
  let done = 0;
  try {
    for (const run of runs) {
      const result = await runSeed(system, { ...run, orders, ...rest }, signal);
      console.log(progressLine(result));
      done += 1;
      const brokenNow = brokenInvariants(result).length;
      if (brokenNow === 0) continue;
      broken += brokenNow;
      process.exitCode = 1;
      console.log(brokenReport(result, repeatCommand(result.options)));
      if (!keepGoing) break;
    }
  } finally {
    const notRun = runs.length > done ? `; ${runs.length - done} not run` : '';
    console.log(`${done} seeds × ${orders} orders: ${broken} invariants broken${notRun}`);
  }
}
