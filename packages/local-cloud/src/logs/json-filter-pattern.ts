import type { MessageFilter } from './filter-pattern.ts';

const COMPARISON = /\s*\$((?:\.\w+)+)\s*(<=|>=|!=|=|<|>)\s*(?:"([^"]*)"|([\w.*:/+-]+))\s*(&&|$)/y;

type Comparison = (document: unknown) => boolean;

const NUMERIC: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
};

/** The form `{ $.a.b = "x*" && $.n > 1 }`; undefined when the pattern says anything else. */
export function parseJsonFilterPattern(pattern: string): MessageFilter | undefined {
  const body = /^\{(.+)\}$/s.exec(pattern)?.[1]?.trim();
  if (!body) return undefined;
  const comparisons: Comparison[] = [];
  COMPARISON.lastIndex = 0;
  for (let at = 0; at < body.length; at = COMPARISON.lastIndex) {
    const match = COMPARISON.exec(body);
    if (!match) return undefined;
    const [, path = '', operator = '', quoted, bare = '', and] = match;
    if (and && COMPARISON.lastIndex === body.length) return undefined;
    comparisons.push(comparison(path.split('.').slice(1), operator, quoted ?? bare));
  }
  return (message) => {
    const document = parseDocument(message);
    return document !== undefined && comparisons.every((matches) => matches(document));
  };
}

function comparison(path: readonly string[], operator: string, expected: string): Comparison {
  const numeric = NUMERIC[operator];
  if (numeric) {
    return (document) => {
      const value = valueAt(document, path);
      return typeof value === 'number' && numeric(value, Number(expected));
    };
  }
  const wildcard = new RegExp(`^${expected.split('*').map(escapeRegExp).join('.*')}$`, 's');
  return (document) => {
    const value = valueAt(document, path);
    // A field that is not there matches neither = nor !=.
    if (value === undefined || (typeof value === 'object' && value !== null)) return false;
    return wildcard.test(String(value)) === (operator === '=');
  };
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.+?()[\]{}|]/g, '\\$&');
}

function valueAt(document: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined,
    document,
  );
}

function parseDocument(message: string): object | undefined {
  if (!message.startsWith('{')) return undefined;
  try {
    return JSON.parse(message) as object;
  } catch {
    return undefined;
  }
}
