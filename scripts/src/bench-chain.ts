import { publishReport, REPORT_OPTIONS, REPORT_USAGE } from './bench/bench-report.ts';
import { CHAINS, type Chain, type Figures, measureChain } from './bench/measure-chain.ts';
import { formatFigures, reportChain } from './bench/report-chain.ts';
import { buildFunctions } from './build-functions.ts';
import { integerFlag } from './integer-flag.ts';
import { parseFlags } from './parse-flags.ts';
import { runProgram } from './run-program.ts';
import { inTemporaryDirectory } from './temporary-directory.ts';

const USAGE = `Usage: npx -y pnpm@12 bench:chain [options]

Measures what the gateway's chain costs: orders per second from the first POST to the last FULFILLED, and processor time
of the local cloud per order (functions apart), without IAM, meter and faults, and with all three on (no fault drawn), in
turns. The processor time is the steadier one where the machine has other work.

  --orders N   orders per turn    (default: 500)
  --rounds N   turns of each      (default: 7)
  --clients N  orders at a time   (default: 16)
${REPORT_USAGE}`;

await runProgram(async () => {
  const { help, json, save, ...options } = parseOptions(process.argv.slice(2));
  if (help) return console.log(USAGE);
  await inTemporaryDirectory('bench-chain', async (artifactsDirectory, signal) => {
    await buildFunctions(artifactsDirectory);
    const figures: Record<Chain, Figures[]> = { bare: [], full: [] };
    for (let round = 0; round < options.rounds; round++) {
      // The machine gets slower or faster over time: each goes first as often as the other.
      const chains: Chain[] = round % 2 === 0 ? ['bare', 'full'] : ['full', 'bare'];
      for (const chain of chains) {
        signal.throwIfAborted();
        const turn = await measureChain(CHAINS[chain], artifactsDirectory, options);
        figures[chain].push(turn);
        console.error(`round ${round + 1}: ${chain} ${formatFigures(turn)}`);
      }
    }
    publishReport(reportChain(figures, options), { json, save });
  });
});

function parseOptions(args: readonly string[]) {
  const values = parse(args);
  return {
    help: values.help,
    json: values.json,
    save: values.save,
    orders: integerFlag('--orders', values.orders, { max: 1_000_000 }),
    rounds: integerFlag('--rounds', values.rounds, { max: 1000 }),
    clients: integerFlag('--clients', values.clients, { max: 1000 }),
  };
}

function parse(args: readonly string[]) {
  return parseFlags(args, {
    usage: USAGE,
    options: {
      orders: { type: 'string', default: '500' },
      rounds: { type: 'string', default: '7' },
      clients: { type: 'string', default: '16' },
      ...REPORT_OPTIONS,
    },
  }).values;
}
