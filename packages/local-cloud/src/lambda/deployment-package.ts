import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { unzipSync } from 'fflate';
import type { FunctionSpec } from '../stack/stack.ts';

/** Unpacks the deployment package of a function into `directory`, its task root. */
export async function unpackDeploymentPackage(spec: FunctionSpec, directory: string): Promise<void> {
  if (!existsSync(spec.packageFile)) {
    throw new Error(
      `function ${spec.functionName} has no deployment package at ${spec.packageFile}; build the functions first`,
    );
  }
  await mkdir(directory, { recursive: true });
  for (const [name, content] of Object.entries(readZip(spec, await readFile(spec.packageFile)))) {
    const file = resolve(directory, name);
    if (!file.startsWith(resolve(directory) + sep)) {
      throw new Error(
        `the deployment package ${spec.packageFile} of function ${spec.functionName} holds an entry outside of it: ${name}; build it again`,
      );
    }
    if (name.endsWith('/')) {
      await mkdir(file, { recursive: true });
    } else {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
  }
}

function readZip(spec: FunctionSpec, bytes: Buffer): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes);
  } catch (error) {
    throw new Error(
      `the deployment package ${spec.packageFile} of function ${spec.functionName} is not a zip file; build it again`,
      { cause: error },
    );
  }
}
