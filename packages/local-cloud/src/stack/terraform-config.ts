import type { Reference } from './parse-reference.ts';
import type { Attributes, Resource } from './resource.ts';
import { StackError } from './stack-error.ts';
import type { TerraformBlock } from './terraform-json.ts';

/** Terraform's own arguments of a block; they say how to apply it, not what it is. */
const META_ARGUMENTS = ['//', 'depends_on', 'lifecycle', 'provider', 'provisioner', 'connection'];
const REPEATING = ['count', 'for_each', 'dynamic'];

/** The attributes of a block without Terraform's meta-arguments. */
export function resourceConfig(address: string, block: TerraformBlock): TerraformBlock {
  const repeating = REPEATING.find((argument) => argument in block);
  if (repeating) {
    throw new StackError(
      `${address} uses ${repeating}; the local run needs one resource each, so loop in the synth`,
    );
  }
  if (typeof block.provider === 'string' && block.provider !== 'aws') {
    throw new StackError(
      `${address} uses provider ${block.provider}; the local run has one region and one account`,
    );
  }
  return Object.fromEntries(Object.entries(block).filter(([name]) => !META_ARGUMENTS.includes(name)));
}

/** Refuses, by name, an attribute that changes behaviour on AWS and would do nothing here. */
export function checkSupported(
  resource: Resource,
  unsupported: Readonly<Record<string, readonly unknown[]>>,
): void {
  for (const [name, harmless] of Object.entries(unsupported)) {
    const value = resource.attributes[name];
    if (asksForNothing(value) || harmless.includes(value)) continue;
    const instead =
      harmless.length > 0
        ? `use ${harmless.map((entry) => JSON.stringify(entry)).join(' or ')}`
        : 'leave it out';
    throw new StackError(
      `${resource.address}: ${name} is ${JSON.stringify(value)}, which the local run does not support; ${instead}`,
    );
  }
}

function asksForNothing(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === false ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** Walks from a resolved block to the attribute a reference names. */
export function followPath(start: unknown, { address, path }: Reference, where: string): unknown {
  let value = start;
  let seen = address;
  for (const step of path) {
    // CDKTF writes a single nested block as an object, and still refers to it as `block[0]`.
    if (step === 0 && value !== null && typeof value === 'object' && !Array.isArray(value)) continue;
    const next = value !== null && typeof value === 'object' ? (value as Attributes)[step] : undefined;
    if (next === undefined) {
      const known =
        value !== null && typeof value === 'object' ? Object.keys(value).join(', ') : JSON.stringify(value);
      throw new StackError(
        `${where} refers to ${step} of ${seen}, which the local run does not know; known: ${known}`,
      );
    }
    value = next;
    seen += typeof step === 'number' ? `[${step}]` : `.${step}`;
  }
  return value;
}
