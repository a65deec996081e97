import type { DataAwsIamPolicyDocumentStatement } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';

/** A condition of a statement, in Terraform's words. */
export interface Condition {
  readonly test: string;
  readonly variable: string;
  readonly values: readonly string[];
}

/** A statement that allows (or denies) actions on exact resources. */
export interface PolicyStatement {
  readonly sid: string;
  readonly effect?: 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: readonly Condition[];
}

/** The statements as a policy document takes them. */
export function documentStatements(
  statements: readonly PolicyStatement[],
): DataAwsIamPolicyDocumentStatement[] {
  return statements.map(({ sid, effect, actions, resources, conditions = [] }) => ({
    sid,
    ...(effect && { effect }),
    actions: [...actions],
    resources: [...resources],
    ...(conditions.length > 0 && {
      condition: conditions.map(({ test, variable, values }) => ({ test, variable, values: [...values] })),
    }),
  }));
}
