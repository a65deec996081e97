import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildArtifacts } from './build-artifacts.ts';
import { compareOutput } from './cdktn/compare-output.ts';
import { copyInfra } from './cdktn/copy-infra.ts';
import { installPackages, RegistryUnreachableError } from './cdktn/install-packages.ts';
import { CDKTN_PACKAGES } from './cdktn/packages.ts';
import { CONSOLE_FILES } from './console/build-console.ts';
import { type Files, readFiles } from './read-files.ts';
import { ROOT } from './repository.ts';
import { runProgram } from './run-program.ts';
import { synthesize } from './synthesize.ts';
import { inTemporaryDirectory } from './temporary-directory.ts';
import { UserError } from './user-error.ts';

/** Synthesizes every stack with cdktf and with its continuation cdktn; they must not differ in more than versions. */
await runProgram(() =>
  inTemporaryDirectory('check-cdktn', async (directory, signal) => {
    try {
      await installPackages(CDKTN_PACKAGES, directory, signal);
    } catch (error) {
      if (!(error instanceof RegistryUnreachableError)) throw error;
      return console.log(`SKIPPED the comparison of every stack with cdktn: ${error.message}`);
    }
    const artifactsDirectory = join(directory, 'artifacts');
    await buildArtifacts(artifactsDirectory);
    const synth = async (name: string, main?: string) => {
      signal.throwIfAborted();
      const outdir = join(directory, name);
      await synthesize({ artifactsDirectory, consoleDirectory: CONSOLE_FILES }, outdir, main);
      return readFiles(outdir);
    };
    compare(await synth('cdktf.out'), await synth('cdktn.out', copyInfra(directory)));
  }),
);

function compare(cdktf: Files, cdktn: Files): void {
  const differences = compareOutput(cdktf, cdktn);
  const stacks = [...cdktf.keys()].flatMap((file) => /^stacks\/(.+)\/cdk\.tf\.json$/.exec(file)?.[1] ?? []);
  for (const stack of stacks) {
    if (!differences.some(({ file }) => file.startsWith(`stacks/${stack}/`))) console.log(`ok    ${stack}`);
  }
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'infra/package.json'), 'utf8'));
  const ours = `cdktf@${madeWith(cdktf, dependencies.cdktf)}, @cdktf/provider-aws@${dependencies['@cdktf/provider-aws']}`;
  madeWith(cdktn, CDKTN_PACKAGES.cdktf.replace('npm:cdktn@', ''));
  const theirs = Object.values(CDKTN_PACKAGES).slice(0, 2).join(', ').replaceAll('npm:', '');
  console.log(`compared ${cdktf.size} files of ${ours} with those of ${theirs}`);
  if (differences.length === 0) return;
  const list = differences.map(({ file, detail }) => `  ${file}: ${detail}`).join('\n');
  throw new UserError(`they differ in more than version fields (cdktf's value first):\n${list}`);
}

/** Nothing would be compared if both had come from the same package. */
function madeWith(output: Files, expected: string): string {
  const { version } = JSON.parse(Buffer.from(output.get('manifest.json') ?? '{}').toString());
  if (version !== expected) {
    throw new UserError(`an output was made with version ${version} of cdktf or cdktn, not with ${expected}`);
  }
  return version;
}
