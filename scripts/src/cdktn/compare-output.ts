import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Files } from '../read-files.ts';

/** A place where two outputs differ, and what each of them has there. */
export interface Difference {
  readonly file: string;
  readonly detail: string;
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const VERSION = '(a version)';

/** The only values that may differ, by file and path; the version of cdktf and the one of the Terraform provider. */
const NORMALIZED: readonly {
  readonly file: RegExp;
  readonly path: string;
  readonly to: (value: Json) => Json;
}[] = [
  { file: /^manifest\.json$/, path: 'version', to: version },
  { file: /\/cdk\.tf\.json$/, path: '//.metadata.version', to: version },
  { file: /\/cdk\.tf\.json$/, path: 'terraform.required_providers.aws.version', to: version },
  // The same address: Terraform reads a source without a namespace as one of hashicorp.
  // https://developer.hashicorp.com/terraform/language/providers/requirements#source-addresses
  {
    file: /\/cdk\.tf\.json$/,
    path: 'terraform.required_providers.aws.source',
    to: (source) => (source === 'aws' ? 'hashicorp/aws' : source),
  },
];

function version(value: Json): Json {
  return typeof value === 'string' && /^\d+\.\d+\.\d+$/.test(value) ? VERSION : value;
}

/** Where the outputs of two synths differ in more than version fields. JSON is compared by values and their order. */
export function compareOutput(expected: Files, actual: Files): Difference[] {
  const files = [...new Set([...expected.keys(), ...actual.keys()])].sort();
  return files.flatMap((file) =>
    differencesIn(file, expected.get(file), actual.get(file)).map((detail) => ({ file, detail })),
  );
}

function differencesIn(file: string, expected?: Uint8Array, actual?: Uint8Array): string[] {
  if (!expected || !actual) return [`is only in the ${expected ? 'first' : 'second'}`];
  if (Buffer.compare(expected, actual) === 0) return [];
  if (!file.endsWith('.json')) return [`SHA-256 ${sha256(expected)} and ${sha256(actual)}`];
  const [first, second] = [normalized(file, expected), normalized(file, actual)];
  const values = compareValues([], first, second);
  if (values.length > 0 || JSON.stringify(first) === JSON.stringify(second)) return values;
  return ['has the same values in another order of keys'];
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function normalized(file: string, bytes: Uint8Array): Json {
  const json: Json = JSON.parse(Buffer.from(bytes).toString());
  for (const { file: pattern, path, to } of NORMALIZED) {
    if (!pattern.test(file)) continue;
    const keys = path.split('.');
    const last = keys.pop() as string;
    const parent = keys.reduce<Json | undefined>(
      (value, key) => (isObject(value) ? value[key] : undefined),
      json,
    );
    if (isObject(parent) && parent[last] !== undefined) parent[last] = to(parent[last]);
  }
  return json;
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function compareValues(path: readonly string[], first?: Json, second?: Json): string[] {
  if (isDeepStrictEqual(first, second)) return [];
  if (isObject(first) && isObject(second)) {
    const keys = [...new Set([...Object.keys(first), ...Object.keys(second)])];
    return keys.flatMap((key) => compareValues([...path, key], first[key], second[key]));
  }
  if (Array.isArray(first) && Array.isArray(second) && first.length === second.length) {
    return first.flatMap((item, index) => compareValues([...path, String(index)], item, second[index]));
  }
  return [`${path.join('.')}: ${show(first)} and ${show(second)}`];
}

const show = (value: Json | undefined) => (value === undefined ? 'nothing' : JSON.stringify(value));
