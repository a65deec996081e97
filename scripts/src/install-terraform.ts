import { join, relative } from 'node:path';
import { downloadTerraform } from './download-terraform.ts';
import { ROOT, TERRAFORM_BIN } from './repository.ts';
import { runProgram } from './run-program.ts';
import { TERRAFORM_RELEASE } from './terraform-release.ts';

await runProgram(async () => {
  const isNew = await downloadTerraform(TERRAFORM_RELEASE, TERRAFORM_BIN);
  const file = relative(ROOT, join(TERRAFORM_BIN, 'terraform'));
  console.log(`${file} ${isNew ? 'is now' : 'is already'} Terraform ${TERRAFORM_RELEASE.version}`);
});
