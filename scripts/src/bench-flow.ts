import { publishReport, REPORT_OPTIONS, REPORT_USAGE } from './bench/bench-report.ts';
import { type FlowFigures, type FlowLoad, measureFlow } from './bench/measure-flow.ts';
import { reportFlow } from './bench/report-flow.ts';
import { buildFunctions } from './build-functions.ts';
import { integerFlag } from './integer-flag.ts';
import { parseFlags } from './parse-flags.ts';
import { runProgram } from './run-program.ts';
import { inTemporaryDirectory } from './temporary-directory.ts';

const USAGE = `Usage: npx -y pnpm@12 bench:flow [options]

Measures orders per second and times from POST to FULFILLED on the local run, at 1, 8, 32 and 128 clients for EXPRESS, and
at 32 for STANDARD; whether throughput and memory stay as they are; and that no order is lost.

  --orders N   orders at 32 clients with EXPRESS; 128 and 8 clients and STANDARD place a tenth of it, 1 client a twentieth
               (default: 100000)
${REPORT_USAGE}`;

await runProgram(async () => {
  const { help, json, save, orders } = parseOptions(process.argv.slice(2));
  if (help) return console.log(USAGE);
  await inTemporaryDirectory('bench-flow', async (artifactsDirectory, signal) => {
    await buildFunctions(artifactsDirectory);
    const figures: FlowFigures[] = [];
    for (const load of loads(orders)) {
      signal.throwIfAborted();
      console.error(`${load.workflowType}: ${load.orders} orders by ${load.clients} clients`);
      figures.push(await measureFlow(load, artifactsDirectory, signal));
    }
    publishReport(reportFlow(figures), { json, save });
  });
});

function loads(orders: number): readonly FlowLoad[] {
  const share = (part: number) => Math.ceil(orders / part);
  return [
    { workflowType: 'EXPRESS', clients: 1, orders: share(20) },
    { workflowType: 'EXPRESS', clients: 8, orders: share(10) },
    { workflowType: 'EXPRESS', clients: 32, orders },
    { workflowType: 'EXPRESS', clients: 128, orders: share(10) },
    { workflowType: 'STANDARD', clients: 32, orders: share(10) },
  ];
}

function parseOptions(args: readonly string[]) {
  const { values } = parseFlags(args, {
    usage: USAGE,
    options: { orders: { type: 'string', default: '100000' }, ...REPORT_OPTIONS },
  });
  const orders = integerFlag('--orders', values.orders, { min: 10, max: 10_000_000 });
  return { ...values, orders };
}
