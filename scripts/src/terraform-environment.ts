import { existsSync } from 'node:fs';
import { delimiter } from 'node:path';
import { TERRAFORM_BIN } from './repository.ts';

/** The environment for programs that run Terraform: finds an installed `.terraform-bin` first, and asks nothing. */
export function terraformEnvironment(directory = TERRAFORM_BIN): NodeJS.ProcessEnv {
  const { PATH = '' } = process.env;
  return {
    ...process.env,
    PATH: existsSync(directory) ? `${directory}${delimiter}${PATH}` : PATH,
    CHECKPOINT_DISABLE: '1',
    TF_INPUT: '0',
  };
}
