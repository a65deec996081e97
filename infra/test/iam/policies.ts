import { type Block, resourcesOf, type Stack } from '../synthesize.ts';
import type { Statement } from './evaluate.ts';

/** What the policies of a role say, and who may assume it. */
export interface Role {
  readonly name: string;
  readonly permissionsBoundary: unknown;
  readonly trust: readonly (Statement & { readonly principals?: readonly Block[] })[];
  readonly statements: readonly Statement[];
}

/** The roles of a stack by their name. */
export function rolesOf(stack: Stack | undefined): Record<string, Role> {
  const policies = resourcesOf(stack, 'aws_iam_role_policy').map(([, policy]) => policy);
  return Object.fromEntries(
    resourcesOf(stack, 'aws_iam_role').map(([id, role]) => {
      const own = policies.filter(({ role: of }) => of === `\${aws_iam_role.${id}.name}`);
      return [
        String(role.name),
        {
          name: String(role.name),
          permissionsBoundary: role.permissions_boundary,
          trust: statementsIn(stack, role.assume_role_policy),
          statements: own.flatMap(({ policy }) => statementsIn(stack, policy)),
        },
      ];
    }),
  );
}

/** The statements of the document a policy attribute refers to. */
export function statementsIn(stack: Stack | undefined, policy: unknown): readonly Statement[] {
  const id = /^\$\{data\.aws_iam_policy_document\.([\w-]+)\.json\}$/.exec(String(policy))?.[1] ?? '';
  const document = stack?.data.aws_iam_policy_document[id];
  if (!document) throw new Error(`there is no policy document behind ${policy}`);
  return document.statement ?? [];
}

/** How an ARN of a kind is made of the name, on AWS. */
const ARNS: Record<string, (block: Block) => string> = {
  aws_cloudwatch_log_group: ({ name }) => `logs:us-east-1:111111111111:log-group:${name}`,
  aws_dynamodb_table: ({ name }) => `dynamodb:us-east-1:111111111111:table/${name}`,
  aws_lambda_function: ({ function_name }) => `lambda:us-east-1:111111111111:function:${function_name}`,
  aws_sfn_state_machine: ({ name }) => `states:us-east-1:111111111111:stateMachine:${name}`,
  aws_sqs_queue: ({ name }) => `sqs:us-east-1:111111111111:${name}`,
};

/** A text with the ARNs of the stack's resources in the place of references to them. */
export function withArns(stack: Stack, text: string): string {
  return text.replace(/\$\{(\w+)\.([\w-]+)\.arn\}/g, (reference, kind: string, id: string) => {
    const block = stack.resource[kind]?.[id];
    const arn = ARNS[kind];
    if (!block || !arn) throw new Error(`the test does not know the ARN behind ${reference}`);
    return `arn:aws:${arn(block)}`;
  });
}
