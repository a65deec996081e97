import { resolve } from 'node:path';
import { parseReference, type Reference } from './parse-reference.ts';
import { parseTemplate } from './parse-template.ts';
import type { Attributes, Resource, StackContext } from './resource.ts';
import { dataSourceKinds, resourceKinds, withoutLocalMeaning } from './resource-kinds.ts';
import { StackError } from './stack-error.ts';
import { checkSupported, followPath, resourceConfig } from './terraform-config.ts';
import type { TerraformBlock, TerraformJson } from './terraform-json.ts';

/** A stack as Terraform would apply it: every reference resolved, computed attributes filled in. */
export interface ResolvedStack {
  readonly context: StackContext;
  /** Everything with a local meaning, IAM roles and policies (as JSON) included, in the order of the file. */
  readonly resources: readonly Resource[];
  /** Addresses of resources that mean nothing on one machine. */
  readonly withoutLocalMeaning: readonly string[];
}

export interface ResolveOptions {
  readonly stackDirectory: string;
  readonly gatewayUrl: string;
  readonly httpApiUrl?: string;
}

/** What emulators call the account; fauxqs knows no other. */
const ACCOUNT_ID = '000000000000';

/** Resolves the references of a synthesized stack; an expression or a kind it does not know is a StackError. */
export function resolveTerraform(json: TerraformJson, options: ResolveOptions): ResolvedStack {
  const resolved = new Map<string, unknown>();
  const resolving: string[] = [];

  /** The value at an address, resolved once; `where` names the referring attribute. */
  function valueAt(address: string, where: string): unknown {
    if (resolved.has(address)) return resolved.get(address);
    if (resolving.includes(address)) {
      const circle = [...resolving.slice(resolving.indexOf(address)), address].join(' -> ');
      throw new StackError(`references run in a circle: ${circle}; break it with a resource of its own`);
    }
    resolving.push(address);
    const value = compute(address, where);
    resolving.pop();
    resolved.set(address, value);
    return value;
  }

  function compute(address: string, where: string): unknown {
    const [root = '', kind = '', name = ''] = address.startsWith('data.')
      ? address.split('.')
      : ['resource', ...address.split('.')];
    if (kind === 'local') return evaluate(present(json.locals?.[name], address, where), address);
    if (kind === 'var') {
      const variable = present(json.variable?.[name], address, where) as TerraformBlock;
      if ('default' in variable) return evaluate(variable.default, address);
      throw new StackError(`${where} refers to ${address}, which has no default; give it one`);
    }
    const blocks = root === 'data' ? json.data : json.resource;
    return resourceAt(address, kind, present(blocks?.[kind]?.[name], address, where) as TerraformBlock);
  }

  function resourceAt(address: string, kind: string, block: TerraformBlock): Attributes {
    const kinds = address.startsWith('data.') ? dataSourceKinds : resourceKinds;
    const known = kinds[kind] ?? withoutLocalMeaning[kind];
    if (!known) throw unknownKind(kind, address);
    const config = resourceConfig(address, block);
    const attributes = Object.fromEntries(
      Object.entries(config).map(([name, value]) => [name, evaluate(value, `${address}: ${name}`)]),
    );
    checkSupported({ address, kind, attributes }, known.unsupported ?? {});
    return { ...attributes, ...known.computed({ address, kind, attributes }, context) };
  }

  function evaluate(value: unknown, where: string): unknown {
    if (typeof value === 'string') return evaluateTemplate(value, where);
    if (Array.isArray(value)) return value.map((entry, index) => evaluate(entry, `${where}[${index}]`));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, entry]) => [name, evaluate(entry, `${where}.${name}`)]),
    );
  }

  function evaluateTemplate(template: string, where: string): unknown {
    if (!template.includes('{')) return template;
    const values = parseTemplate(template).map((part) =>
      'text' in part ? part.text : refer(part.expression, where),
    );
    // A string that is one reference and nothing else keeps the type of what it refers to.
    if (values.length === 1) return values[0];
    return values.map((value) => interpolated(value, where)).join('');
  }

  function refer(expression: string, where: string): unknown {
    const reference: Reference | undefined = parseReference(expression);
    if (!reference) {
      throw new StackError(
        `${where} is the Terraform expression \${${expression}}; the local run resolves references only, so compute it in the synth`,
      );
    }
    return followPath(valueAt(reference.address, where), reference, where);
  }

  const region = providerRegion(json, (value) => evaluate(value, 'provider.aws: region'));
  const context: StackContext = {
    region,
    accountId: ACCOUNT_ID,
    ...options,
    stackDirectory: resolve(options.stackDirectory),
  };

  const addresses = Object.entries(json.resource ?? {}).flatMap(([kind, blocks]) =>
    Object.keys(blocks).map((name) => ({ kind, address: `${kind}.${name}` })),
  );
  const unknown = addresses.find(({ kind }) => !resourceKinds[kind] && !withoutLocalMeaning[kind]);
  if (unknown) throw unknownKind(unknown.kind, unknown.address);

  return {
    context,
    resources: addresses
      .filter(({ kind }) => resourceKinds[kind])
      .map(({ kind, address }) => ({
        kind,
        address,
        attributes: valueAt(address, address) as Attributes,
      })),
    withoutLocalMeaning: addresses.filter(({ kind }) => !resourceKinds[kind]).map(({ address }) => address),
  };
}

function providerRegion(json: TerraformJson, evaluate: (value: unknown) => unknown): string {
  const providers = [json.provider?.aws ?? []].flat() as TerraformBlock[];
  const provider = providers.find((candidate) => candidate.alias === undefined);
  const region = evaluate(provider?.region);
  if (typeof region === 'string' && region) return region;
  throw new StackError('the aws provider has no region; set `region` on the AwsProvider of the stack');
}

function present(value: unknown, address: string, where: string): unknown {
  if (value !== undefined) return value;
  throw new StackError(`${where} refers to ${address}, which the stack does not declare`);
}

function interpolated(value: unknown, where: string): string {
  if (['string', 'number', 'boolean'].includes(typeof value)) return String(value);
  throw new StackError(
    `${where} puts ${JSON.stringify(value)} into a string; only texts and numbers fit there`,
  );
}

function unknownKind(kind: string, address: string): StackError {
  const kinds = Object.keys(address.startsWith('data.') ? dataSourceKinds : resourceKinds);
  return new StackError(
    `${address}: the local run does not know the kind ${kind}; it runs ${kinds.join(', ')}, and skips ${Object.keys(withoutLocalMeaning).join(', ')}`,
  );
}
