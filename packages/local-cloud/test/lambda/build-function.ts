import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { FunctionSpec } from '../../src/stack/stack.ts';

/** A function of the stack with its deployment package written into `directory`. */
export function buildFunction(
  directory: string,
  functionName: string,
  files: Readonly<Record<string, string>>,
  overrides: Partial<FunctionSpec> = {},
): FunctionSpec {
  const packageFile = join(directory, `${functionName}.zip`);
  const entries = Object.entries(files).map(([name, text]) => [name, strToU8(text)]);
  writeFileSync(packageFile, zipSync(Object.fromEntries(entries)));
  return {
    functionName,
    arn: `arn:aws:lambda:eu-central-1:123456789012:function:${functionName}`,
    roleArn: `arn:aws:iam::123456789012:role/${functionName}`,
    handler: 'index.handler',
    packageFile,
    environment: {},
    memorySizeMb: 128,
    timeoutSeconds: 30,
    logGroupName: `/aws/lambda/${functionName}`,
    ...overrides,
  };
}
