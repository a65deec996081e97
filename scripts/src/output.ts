import { requireArguments } from './deploy/arguments.ts';
import { stackDirectory } from './deploy/stack-directory.ts';
import { runProgram } from './run-program.ts';
import { readOutputs } from './terraform-outputs.ts';
import { UserError } from './user-error.ts';

const USAGE = `Usage: npx -y pnpm@12 --silent output STACK NAME

Prints an output of a stack that was deployed from this folder, such as api_url.`;

await runProgram(async () => {
  const [stack, name] = requireArguments(['STACK', 'NAME'], USAGE);
  const outputs = readOutputs(stackDirectory(stack));
  if (!(name in outputs)) {
    const known = Object.keys(outputs).join(', ') || 'none; deploy it first';
    throw new UserError(`${stack} has no output ${JSON.stringify(name)}; its outputs: ${known}`);
  }
  console.log(String(outputs[name]));
});
