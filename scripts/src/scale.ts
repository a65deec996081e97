import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buildFunctions } from './build-functions.ts';
import { parseFlags } from './parse-flags.ts';
import { ROOT } from './repository.ts';
import { runProgram } from './run-program.ts';
import { DOCUMENT_FILE, type Document, PICTURE_FILE } from './scale/document.ts';
import { readDocument, SHIPPED } from './scale/read-document.ts';
import { inTemporaryDirectory } from './temporary-directory.ts';
import { UserError } from './user-error.ts';

const USAGE = `Usage: npx -y pnpm@12 scale [options]

Writes docs/cost-and-scale.md and its picture anew: what orders cost, which limits are met on the way up, and a simulated
day, for the settings of production as this repository ships them. What an order uses is what \`cost --save\` measured last.

  --environment NAME  print it for an environment file of yours instead, and write nothing
  --check             write nothing, and fail when the files are not what would be written`;

await runProgram(async () => {
  const { help, check, environment } = parseFlags(process.argv.slice(2), {
    usage: USAGE,
    options: {
      environment: { type: 'string' },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }).values;
  if (help) return console.log(USAGE);
  await inTemporaryDirectory('scale', async (directory) => {
    const artifactsDirectory = join(directory, 'artifacts');
    await buildFunctions(artifactsDirectory);
    const source = environment === undefined ? SHIPPED : { environment };
    const document = await readDocument(source, artifactsDirectory, join(directory, 'cdktf.out'));
    if (environment !== undefined) return console.log(document.text);
    publish(document, check);
  });
});

function publish({ text, picture }: Document, check: boolean): void {
  for (const [file, content] of [
    [DOCUMENT_FILE, text],
    [PICTURE_FILE, picture],
  ] as const) {
    const name = relative(ROOT, file);
    if (!check) writeFileSync(file, content);
    else if (readFileSync(file, 'utf8') !== content)
      throw new UserError(`${name} is not what would be written now; run: npx -y pnpm@12 scale`);
    console.error(`${check ? 'checked' : 'wrote'} ${name}`);
  }
}
