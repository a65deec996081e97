import { AwsError } from '../gateway/aws-error.ts';
import { parseJsonFilterPattern } from './json-filter-pattern.ts';

export type MessageFilter = (message: string) => boolean;

// A bare term holds letters, digits and underscores; anything else has to be quoted, as on AWS.
const TERM = /\s*([?-]?)(?:"((?:[^"\\]|\\.)*)"|(\w+))(?=\s|$)/y;

/**
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 * Understands terms, "phrases", -excluded and ?optional ones, and comparisons of JSON fields.
 */
export function parseFilterPattern(pattern: string): MessageFilter {
  const text = pattern.trim();
  const filter = text.startsWith('{') ? parseJsonFilterPattern(text) : parseTerms(text);
  if (filter) return filter;
  throw new AwsError(
    'InvalidParameterException',
    `filterPattern ${text} is not understood here; use terms, "phrases", -excluded, ?optional or { $.field = "value" && … }`,
  );
}

function parseTerms(text: string): MessageFilter | undefined {
  const terms: Record<string, string[]> = { '': [], '-': [], '?': [] };
  TERM.lastIndex = 0;
  for (let at = 0; at < text.length; at = TERM.lastIndex) {
    const match = TERM.exec(text);
    if (!match) return undefined;
    terms[match[1] ?? '']?.push(match[2]?.replace(/\\(.)/g, '$1') ?? match[3] ?? '');
  }
  const { '': required = [], '-': excluded = [], '?': optional = [] } = terms;
  return (message) =>
    required.every((term) => message.includes(term)) &&
    !excluded.some((term) => message.includes(term)) &&
    // Beside required terms AWS ignores the optional ones.
    (required.length > 0 || optional.length === 0 || optional.some((term) => message.includes(term)));
}
