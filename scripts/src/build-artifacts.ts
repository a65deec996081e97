import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuiltFunction, buildFunctions } from './build-functions.ts';
import { buildConsole } from './console/build-console.ts';
import { createPhaseTimer } from './phase-timer.ts';
import { ROOT } from './repository.ts';

const ENVIRONMENTS = join(ROOT, 'infra/environments');

/** Builds what the stacks deploy: every function into `directory`, and the console where an environment has one. */
export async function buildArtifacts(
  directory?: string,
  { timed } = createPhaseTimer(),
): Promise<BuiltFunction[]> {
  const functions = await timed('bundle', buildFunctions(directory));
  if (hasConsole()) await timed('console', buildConsole());
  return functions;
}

/** Whether a file of an environment, or the context of this command, says so; synthesis finds what is wrong with them. */
function hasConsole(): boolean {
  const files = readdirSync(ENVIRONMENTS).filter((file) => file.endsWith('.tfvars.json'));
  const texts = files.map((file) => readFileSync(join(ENVIRONMENTS, file), 'utf8'));
  return [...texts, process.env.CDKTF_CONTEXT_JSON ?? ''].some((text) => /"console"\s*:\s*true/.test(text));
}
