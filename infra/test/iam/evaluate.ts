/** A statement as Terraform's policy documents hold it. */
export interface Statement {
  readonly sid?: string;
  readonly effect?: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition?: readonly { test: string; variable: string; values: readonly string[] }[];
}

/** A call, with the condition keys the service sends. */
export interface Call {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

/** Whether the statements of an identity allow a call: one that allows it, and none that denies it. */
export function isAllowed(statements: readonly Statement[], call: Call): boolean {
  const matching = statements.filter((statement) => matches(statement, call));
  return matching.length > 0 && matching.every(({ effect = 'Allow' }) => effect === 'Allow');
}

function matches(statement: Statement, { action, resource, context = {} }: Call): boolean {
  return (
    statement.actions.some((pattern) => isLike(pattern.toLowerCase(), action.toLowerCase())) &&
    statement.resources.some((pattern) => isLike(pattern, resource)) &&
    (statement.condition ?? []).every((condition) => holds(condition, context))
  );
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
function holds(
  { test, variable, values }: { test: string; variable: string; values: readonly string[] },
  context: Readonly<Record<string, string>>,
): boolean {
  const value = context[variable];
  if (value === undefined) return false;
  if (test === 'StringEquals' || test === 'Bool') return values.includes(value);
  if (test === 'StringLike' || test === 'ArnLike' || test === 'ArnEquals')
    return values.some((pattern) => isLike(pattern, value));
  throw new Error(`the test does not know the condition operator ${test}`);
}

/** `*` stands for any characters, `?` for one. */
function isLike(pattern: string, value: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 's').test(value);
}
