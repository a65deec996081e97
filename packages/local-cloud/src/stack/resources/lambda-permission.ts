import { attributes } from '../attributes.ts';
import type { Resource, ResourceKind, StackContext } from '../resource.ts';
import type { ResourcePolicySpec } from '../stack.ts';

/** `aws_lambda_permission`: who else may invoke a function, as the policy statement Lambda makes of it. */
export const lambdaPermission = {
  computed: (permission) => ({
    id: attributes.optionalText(permission, 'statement_id') ?? permission.address,
  }),

  toSpec: (permission: Resource, { region, accountId }: StackContext): ResourcePolicySpec => {
    const nameOrArn = attributes.text(permission, 'function_name');
    const name = nameOrArn.replace(/^.*\bfunction:/, '').split(':')[0];
    const resourceArn = `arn:aws:lambda:${region}:${accountId}:function:${name}`;
    const qualifier = attributes.optionalText(permission, 'qualifier');
    const statement = {
      Sid: attributes.optionalText(permission, 'statement_id'),
      Effect: 'Allow',
      Principal: toPrincipal(attributes.text(permission, 'principal')),
      Action: attributes.text(permission, 'action'),
      Resource: qualifier ? `${resourceArn}:${qualifier}` : resourceArn,
      Condition: toCondition(permission),
    };
    const document = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    return { name: permission.address, resourceArn, document };
  },
} satisfies ResourceKind & { toSpec: unknown };

function toPrincipal(principal: string): unknown {
  if (principal === '*') return '*';
  return principal.includes('.amazonaws.com') ? { Service: principal } : { AWS: principal };
}

/** Attributes of a permission, and the condition each one is: https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
const CONDITIONS = [
  ['source_arn', 'ArnLike', 'AWS:SourceArn'],
  ['source_account', 'StringEquals', 'AWS:SourceAccount'],
  ['principal_org_id', 'StringEquals', 'aws:PrincipalOrgID'],
  ['event_source_token', 'StringEquals', 'lambda:EventSourceToken'],
  ['function_url_auth_type', 'StringEquals', 'lambda:FunctionUrlAuthType'],
] as const;

function toCondition(permission: Resource): unknown {
  const condition: Record<string, Record<string, string>> = {};
  for (const [attribute, operator, key] of CONDITIONS) {
    const value = attributes.optionalText(permission, attribute);
    if (value) condition[operator] = { ...condition[operator], [key]: value };
  }
  return Object.keys(condition).length > 0 ? condition : undefined;
}
