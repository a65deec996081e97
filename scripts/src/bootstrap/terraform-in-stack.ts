import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTool, terraform } from '../run-terraform.ts';
import { UserError } from '../user-error.ts';
import type { BootstrapTerraform } from './run-bootstrap.ts';

const PLAN = 'plan';
/** https://developer.hashicorp.com/terraform/cli/commands/plan#detailed-exitcode */
const NOTHING_TO_CHANGE = 0;
const CHANGES = 2;
/** Makes Terraform keep the state on this machine; left behind, it would do so in the next plan too. */
export const BACKEND_OVERRIDE = 'backend_override.tf.json';

/** Terraform in the folder of the stack; `localDirectory` keeps the state until it is in the bucket. */
export function terraformInStack(
  stackDirectory: string,
  localDirectory: string,
  agree: () => Promise<boolean>,
): BootstrapTerraform {
  const override = join(stackDirectory, BACKEND_OVERRIDE);
  const localState = join(localDirectory, 'terraform.tfstate');
  const init = (...args: string[]) => terraform(stackDirectory, ['init', ...args], { stdout: 'ignore' });
  return {
    async initLocally() {
      mkdirSync(localDirectory, { recursive: true });
      const backend = { local: { path: localState } };
      writeFileSync(override, JSON.stringify({ terraform: { backend } }));
      await init('-reconfigure');
    },
    async initInBucket() {
      rmSync(override, { force: true });
      await init('-reconfigure');
    },
    async apply() {
      const code = await runTool('terraform', ['plan', '-detailed-exitcode', `-out=${PLAN}`], {
        cwd: stackDirectory,
      });
      if (code === NOTHING_TO_CHANGE) return true;
      if (code !== CHANGES) throw new UserError(`terraform plan of bootstrap failed with exit code ${code}`);
      if (!(await agree())) return false;
      await terraform(stackDirectory, ['apply', PLAN]);
      return true;
    },
    async migrate() {
      rmSync(override, { force: true });
      await init('-migrate-state', '-force-copy');
    },
    hasLocalState: () => existsSync(localState),
    setLocalStateAside() {
      if (existsSync(localState)) renameSync(localState, `${localState}.in-bucket-since-${Date.now()}`);
    },
  };
}
