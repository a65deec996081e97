import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesize } from '../synthesize.ts';

type Variables = Readonly<Record<string, string>>;

/** What Lambda sets for every function, as far as the SDK or the functions read it. */
const LAMBDA_VARIABLES: Variables = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  TZ: ':UTC',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_SESSION_TOKEN: 'session-token',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
};

/** The environment variables of every function in the stack of `local`, by the name of its package. */
export async function functionEnvironments(
  artifactsDirectory: string,
  directory: string,
): Promise<ReadonlyMap<string, Variables>> {
  await synthesize({ environment: 'local', artifactsDirectory }, directory);
  const { resource } = JSON.parse(readFileSync(join(directory, 'stacks/app-local/cdk.tf.json'), 'utf8'));
  const functions: { function_name: string; environment?: { variables: Variables } }[] = Object.values(
    resource.aws_lambda_function,
  );
  return new Map(
    functions.map(({ function_name, environment }) => [
      function_name.replace(/^dofs-local-/, ''),
      { ...LAMBDA_VARIABLES, AWS_LAMBDA_FUNCTION_NAME: function_name, ...environment?.variables },
    ]),
  );
}
