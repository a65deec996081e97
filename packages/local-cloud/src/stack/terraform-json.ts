import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StackError } from './stack-error.ts';

export type TerraformBlock = Readonly<Record<string, unknown>>;
type Blocks = Readonly<Record<string, TerraformBlock>>;

/** The parts of a synthesized `cdk.tf.json` that the local run reads. */
export interface TerraformJson {
  readonly provider?: Readonly<Record<string, unknown>>;
  readonly resource?: Readonly<Record<string, Blocks>>;
  readonly data?: Readonly<Record<string, Blocks>>;
  readonly locals?: TerraformBlock;
  readonly variable?: Blocks;
}

/** Reads `cdk.tf.json` of one synthesized stack. */
export function readTerraformJson(stackDirectory: string): TerraformJson {
  const file = join(stackDirectory, 'cdk.tf.json');
  const json = parse(file, readText(file));
  if (json === null || typeof json !== 'object' || Array.isArray(json)) {
    throw new StackError(`${file} holds ${JSON.stringify(json)}, not a Terraform stack; run the synth again`);
  }
  return json as TerraformJson;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new StackError(`cannot read ${file} (${code}); run the synth first`, { cause });
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new StackError(`${file} is not JSON: ${(cause as Error).message}; run the synth again`, { cause });
  }
}
