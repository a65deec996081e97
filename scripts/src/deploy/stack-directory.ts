import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CDKTF_OUT } from '../repository.ts';
import { UserError } from '../user-error.ts';

/** Folder of a stack of the last synthesis. Throws UserError when it has no such stack. */
export function stackDirectory(stack: string, cdktfOut = CDKTF_OUT): string {
  const stacks = synthesizedStacks(cdktfOut);
  if (stacks.includes(stack)) return join(cdktfOut, 'stacks', stack);
  throw new UserError(
    stacks.length === 0
      ? 'nothing is synthesized yet; run: npx -y pnpm@12 synth'
      : `there is no stack ${JSON.stringify(stack)}; there are ${stacks.join(', ')}`,
  );
}

/** The manifest tells the stacks of the last synthesis from folders that others left. */
function synthesizedStacks(cdktfOut: string): string[] {
  try {
    return Object.keys(JSON.parse(readFileSync(join(cdktfOut, 'manifest.json'), 'utf8')).stacks).sort();
  } catch {
    return [];
  }
}
