import { delimiter, dirname } from 'node:path';
import { ROOT } from '../repository.ts';
import { runTool } from '../run-terraform.ts';
import { terraformEnvironment } from '../terraform-environment.ts';
import { UserError } from '../user-error.ts';

/** Runs cdktf at the root of the repository, with this Node.js. Throws UserError when it fails, having said why itself. */
export async function cdktf(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  const { PATH } = terraformEnvironment();
  const code = await runTool(`${ROOT}/node_modules/.bin/cdktf`, args, {
    cwd: ROOT,
    env: { PATH: `${dirname(process.execPath)}${delimiter}${PATH}`, ...env },
  });
  if (code !== 0) throw new UserError(`cdktf ${args.join(' ')} failed with exit code ${code}`);
}
