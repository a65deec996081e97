import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CDKTF_OUT } from './repository.ts';

/** Names of the stacks of the last synthesis: the manifest tells them from folders that earlier ones left. */
export function synthesizedStacks(cdktfOut = CDKTF_OUT): string[] {
  try {
    return Object.keys(JSON.parse(readFileSync(join(cdktfOut, 'manifest.json'), 'utf8')).stacks).sort();
  } catch {
    return [];
  }
}
