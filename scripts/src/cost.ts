import { join } from 'node:path';
import { buildFunctions } from './build-functions.ts';
import { COST_USAGE, parseCostOptions } from './cost/cost-options.ts';
import type { CostReport } from './cost/cost-report.ts';
import { costNotes, costTable } from './cost/cost-table.ts';
import { measureCost } from './cost/measure-cost.ts';
import { PRODUCTION_FILE, readProductionSettings } from './cost/production-settings.ts';
import { saveCosts } from './cost/saved-costs.ts';
import { runProgram } from './run-program.ts';
import { inTemporaryDirectory } from './temporary-directory.ts';

await runProgram(async () => {
  const options = parseCostOptions(process.argv.slice(2));
  if (!options) return console.log(COST_USAGE);
  const { orders, clients, json, save } = options;
  const settings = readProductionSettings();
  console.error(`settings of production from ${PRODUCTION_FILE}`);
  await inTemporaryDirectory('cost', async (directory, signal) => {
    const artifactsDirectory = join(directory, 'artifacts');
    await buildFunctions(artifactsDirectory);
    const reports: CostReport[] = [];
    for (const workflowType of ['EXPRESS', 'STANDARD'] as const) {
      const report = await measureCost({
        workflowType,
        settings,
        orders,
        clients,
        artifactsDirectory,
        signal,
        onProgress: console.error,
      });
      reports.push(report);
      if (!json) console.log(`\n${costTable(report)}`);
    }
    if (save) saveCosts(reports);
    const [first] = reports;
    if (json) console.log(JSON.stringify(reports, undefined, 2));
    else if (first) console.log(`\n${costNotes(first)}`);
  });
  // Whatever still holds the event loop (a timer of an engine) has nothing left to do.
  process.exit(0);
});
