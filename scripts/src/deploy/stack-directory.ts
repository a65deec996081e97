import { join } from 'node:path';
import { CDKTF_OUT } from '../repository.ts';
import { synthesizedStacks } from '../synthesized-stacks.ts';
import { UserError } from '../user-error.ts';

/** Why a stack of the account is missing although the configuration is right. */
const REASONS: Readonly<Record<string, string>> = {
  bootstrap: 'it serves every environment on AWS at once, or one chosen environment with an awsEndpointUrl',
  pipeline: 'it needs connectionArn in an environment file, and serves every environment at once',
};

/** Folder of a stack of the last synthesis. Throws UserError when it has no such stack. */
export function stackDirectory(stack: string, cdktfOut = CDKTF_OUT): string {
  const stacks = synthesizedStacks(cdktfOut);
  if (stacks.includes(stack)) return join(cdktfOut, 'stacks', stack);
  if (stacks.length === 0) throw new UserError('nothing is synthesized yet; run: npx -y pnpm@12 synth');
  const reason = REASONS[stack] ? `: ${REASONS[stack]}` : '';
  throw new UserError(`there is no stack ${JSON.stringify(stack)}${reason}; there are ${stacks.join(', ')}`);
}
