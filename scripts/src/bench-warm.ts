import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stop } from 'esbuild';
import { publishReport, REPORT_OPTIONS, REPORT_USAGE } from './bench/bench-report.ts';
import { functionEnvironments } from './bench/function-environment.ts';
import { functionFlag } from './bench/function-flag.ts';
import { bundleWithDefaults } from './bench/function-variants.ts';
import { startInstantAws } from './bench/instant-aws.ts';
import { measureWarm, type WarmFigures } from './bench/measure-warm.ts';
import { reportWarm, WARM_VARIANTS, type WarmResult, type WarmVariant } from './bench/report-warm.ts';
import { WARM_FUNCTIONS } from './bench/warm-events.ts';
import { buildFunctions } from './build-functions.ts';
import { integerFlag } from './integer-flag.ts';
import { parseFlags } from './parse-flags.ts';
import { runProgram } from './run-program.ts';
import { inTemporaryDirectory } from './temporary-directory.ts';
import { unpackZip } from './unpack-zip.ts';

const USAGE = `Usage: npx -y pnpm@12 bench:warm [options]

Measures warm functions: invocations per second, processor time and allocations per order, and the AWS calls, with AWS
answering at once; the shipped bundles beside the same source bundled with esbuild's defaults.

  --orders N       measured in each round, after half as many to warm up   (default: 1000)
  --rounds N       rounds of each                                         (default: 5)
  --function NAME  one function alone
${REPORT_USAGE}`;

/** Few enough that nothing has to be collected while allocations are counted. */
const COUNTED_ORDERS = 200;

await runProgram(async () => {
  const { help, json, save, orders, rounds, names } = parseOptions(process.argv.slice(2));
  if (help) return console.log(USAGE);
  const aws = await startInstantAws();
  try {
    await inTemporaryDirectory('bench-warm', async (directory, signal) => {
      const artifactsDirectory = join(directory, 'artifacts');
      await buildFunctions(artifactsDirectory);
      const environments = await functionEnvironments(artifactsDirectory, join(directory, 'cdktf.out'));
      const results: WarmResult[] = [];
      for (const name of names) {
        const handlers = await writeHandlers(name, artifactsDirectory, join(directory, name));
        const { ordersPerInvocation = 1 } = WARM_FUNCTIONS[name] ?? {};
        const measure = (variant: WarmVariant, measured: number, countAllocations: boolean) => {
          signal.throwIfAborted();
          const loop = {
            name,
            handlerFile: handlers[variant],
            warmUp: Math.ceil(orders / 2 / ordersPerInvocation),
            invocations: Math.ceil(measured / ordersPerInvocation),
          };
          return measureWarm(loop, environments.get(name) ?? {}, aws, { countAllocations, signal });
        };
        const figures: Record<WarmVariant, WarmFigures[]> = { shipped: [], defaults: [] };
        for (let round = 0; round < rounds; round++) {
          const inTurns = round % 2 === 0 ? WARM_VARIANTS : WARM_VARIANTS.toReversed();
          for (const variant of inTurns) figures[variant].push(await measure(variant, orders, false));
        }
        const allocations = {
          shipped: await measure('shipped', COUNTED_ORDERS, true),
          defaults: await measure('defaults', COUNTED_ORDERS, true),
        };
        console.error(`${name}: ${rounds} rounds of ${orders} orders`);
        results.push({ name, ordersPerInvocation, rounds: figures, allocations });
      }
      publishReport(reportWarm(results, rounds), { json, save });
    });
  } finally {
    aws.stop();
  }
});

async function writeHandlers(
  name: string,
  artifactsDirectory: string,
  directory: string,
): Promise<Record<WarmVariant, string>> {
  mkdirSync(join(directory, 'shipped'), { recursive: true });
  unpackZip(join(artifactsDirectory, `${name}.zip`), join(directory, 'shipped'));
  const defaults = await bundleWithDefaults(name, join(directory, 'defaults'));
  await stop();
  return { shipped: join(directory, 'shipped/index.cjs'), defaults };
}

function parseOptions(args: readonly string[]) {
  const { function: name, ...flags } = parseFlags(args, {
    usage: USAGE,
    options: {
      orders: { type: 'string', default: '1000' },
      rounds: { type: 'string', default: '5' },
      function: { type: 'string' },
      ...REPORT_OPTIONS,
    },
  }).values;
  return {
    ...flags,
    orders: integerFlag('--orders', flags.orders, { max: 1_000_000 }),
    rounds: integerFlag('--rounds', flags.rounds, { max: 1000 }),
    names: functionFlag(name, Object.keys(WARM_FUNCTIONS)),
  };
}
