import { buildFunctions } from './build-functions.ts';
import { parseFlags } from './parse-flags.ts';
import { formatPermissions, isUnused, mergeUsage } from './permissions/format-permissions.ts';
import { type CasesResult, runCases } from './permissions/run-cases.ts';
import { runProgram } from './run-program.ts';
import type { WorkflowType } from './stack-names.ts';
import { inTemporaryDirectory } from './temporary-directory.ts';

const USAGE = `Usage: npx -y pnpm@12 run permissions [--json]

Runs the order-flow cases on the local run, EXPRESS and STANDARD, and prints for each role every granted action and
resource with how often it was used, and every call that was denied. Exits with 1 when a call was denied or a grant
is unused without a reason.

  --json  print the same as JSON`;

const WORKFLOW_TYPES: readonly WorkflowType[] = ['EXPRESS', 'STANDARD'];

await runProgram(async () => {
  const { help, json } = parseOptions(process.argv.slice(2));
  if (help) return console.log(USAGE);
  await inTemporaryDirectory('permissions', async (artifactsDirectory, signal) => {
    await buildFunctions(artifactsDirectory);
    const results: CasesResult[] = [];
    for (const workflowType of WORKFLOW_TYPES) {
      const onCase = (name: string) => console.error(`${workflowType}: ${name}`);
      results.push(await runCases(workflowType, { artifactsDirectory, onCase, signal }));
    }
    report(results, json);
  });
});

function report(results: readonly CasesResult[], json: boolean): void {
  const usage = mergeUsage(results.map((result) => result.usage));
  const denials = results.flatMap((result) => result.denials);
  console.log(json ? JSON.stringify({ usage, denials }, null, 2) : `\n${formatPermissions(usage, denials)}`);
  const failures = results.flatMap((result) => result.failures);
  for (const { name, error } of failures) console.error(`failed: ${name}: ${String(error)}`);
  if (denials.length > 0 || failures.length > 0 || usage.some(isUnused)) process.exitCode = 1;
}

function parseOptions(args: readonly string[]) {
  return parseFlags(args, {
    usage: USAGE,
    options: {
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }).values;
}
