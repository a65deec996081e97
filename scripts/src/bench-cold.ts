import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishReport, REPORT_OPTIONS, REPORT_USAGE } from './bench/bench-report.ts';
import { functionEnvironments } from './bench/function-environment.ts';
import { functionFlag } from './bench/function-flag.ts';
import { VARIANTS, type Variant, writeVariants } from './bench/function-variants.ts';
import { measureImport, type Start } from './bench/measure-import.ts';
import { type ColdStarts, reportCold } from './bench/report-cold.ts';
import { buildFunctions } from './build-functions.ts';
import { integerFlag } from './integer-flag.ts';
import { parseFlags } from './parse-flags.ts';
import { functionNames } from './repository.ts';
import { runProgram } from './run-program.ts';
import { inTemporaryDirectory } from './temporary-directory.ts';

const USAGE = `Usage: npx -y pnpm@12 bench:cold [options]

Measures cold starts: the shipped bundle of each function in a fresh process, beside an empty handler, the same bundle with
V8's compile cache, the same source bundled with esbuild's defaults, and the source with its node_modules.

  --runs N         starts of each    (default: 15)
  --function NAME  one function alone
${REPORT_USAGE}`;

await runProgram(async () => {
  const { help, json, save, runs, names } = parseOptions(process.argv.slice(2));
  if (help) return console.log(USAGE);
  await inTemporaryDirectory('bench-cold', async (directory, signal) => {
    const artifactsDirectory = join(directory, 'artifacts');
    const built = await buildFunctions(artifactsDirectory);
    const environments = await functionEnvironments(artifactsDirectory, join(directory, 'cdktf.out'));
    const results: ColdStarts[] = [];
    for (const name of names) {
      const environment = environments.get(name) ?? {};
      const handlers = await writeVariants(name, artifactsDirectory, directory, environment);
      const starts: Record<Variant, Start[]> = {
        empty: [],
        shipped: [],
        compileCache: [],
        defaults: [],
        unbundled: [],
      };
      for (let run = 0; run < runs; run++) {
        for (const variant of inTurns(run)) {
          signal.throwIfAborted();
          starts[variant].push(await measureImport(handlers[variant], environment, signal));
        }
      }
      console.error(`${name}: ${runs} starts of each variant`);
      const { zipBytes = 0 } = built.find((each) => each.name === name) ?? {};
      // What the SDK calls itself to the services.
      const usesSdk = readFileSync(handlers.shipped, 'utf8').includes('aws-sdk-js');
      results.push({ name, zipBytes, usesSdk, starts });
    }
    publishReport(reportCold(results, runs), { json, save });
  });
});

/** Each goes first as often as the others: what a process leaves in the caches is no variant's alone. */
function inTurns(run: number): Variant[] {
  return VARIANTS.map((_, index) => VARIANTS[(run + index) % VARIANTS.length] as Variant);
}

function parseOptions(args: readonly string[]) {
  const {
    runs,
    function: name,
    ...flags
  } = parseFlags(args, {
    usage: USAGE,
    options: {
      runs: { type: 'string', default: '15' },
      function: { type: 'string' },
      ...REPORT_OPTIONS,
    },
  }).values;
  return {
    ...flags,
    runs: integerFlag('--runs', runs, { max: 1000 }),
    names: functionFlag(name, functionNames()),
  };
}
