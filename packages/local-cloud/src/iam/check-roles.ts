import type { FunctionSpec, Stack, StateMachineSpec } from '../stack/stack.ts';
import { StackError } from '../stack/stack-error.ts';
import type { Access } from './access.ts';
import { decide } from './decide.ts';
import type { RolePrincipal } from './principal.ts';
import type { Policies } from './read-policies.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html#events-sqs-permissions */
const POLLING_ACTIONS = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
/** https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy */
const LOG_DELIVERY_ACTIONS = [
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
];

/** What AWS asks of roles when it creates their users; throws the StackError that stands for its refusal. */
export function checkRoles(stack: Stack, policies: Policies, access: Access): void {
  const { functions, stateMachines, eventSourceMappings } = stack;
  for (const spec of functions) {
    checkTrust(roleOf(`function ${spec.functionName}`, spec, policies), 'lambda.amazonaws.com', spec, stack);
  }
  for (const spec of stateMachines) {
    const user = `state machine ${spec.name}`;
    const role = roleOf(user, spec, policies);
    checkTrust(role, 'states.amazonaws.com', spec, stack);
    if (spec.logging && spec.logging.level !== 'OFF') {
      checkActions(access, role, LOG_DELIVERY_ACTIONS, '*', `logging of ${user}`);
    }
  }
  for (const { functionName, queueArn } of eventSourceMappings) {
    const spec = functions.find((candidate) => candidate.functionName === functionName);
    if (!spec) continue;
    const role = roleOf(`function ${functionName}`, spec, policies);
    checkActions(access, role, POLLING_ACTIONS, queueArn, `the event source mapping of ${functionName}`);
  }
}

function roleOf(user: string, { roleArn }: { readonly roleArn: string }, { roles }: Policies): RolePrincipal {
  const role = roles.get(roleArn);
  if (role) return role;
  throw new StackError(
    `${user} has the role ${roleArn}, which is not in the stack, so nobody here knows what it may do; add the role`,
  );
}

function checkTrust(
  role: RolePrincipal,
  service: string,
  { arn }: FunctionSpec | StateMachineSpec,
  { accountId }: Stack,
): void {
  const decision = decide(
    {
      principal: { kind: 'service', name: service },
      action: 'sts:AssumeRole',
      resource: role.arn,
      context: { 'aws:sourceaccount': accountId, 'aws:sourcearn': arn },
    },
    role.trustPolicy,
  );
  if (decision.allowed) return;
  throw new StackError(
    `role ${role.name}: its assume_role_policy does not let ${service} do sts:AssumeRole on ${role.arn} for ${arn}; allow it, AWS would refuse the role`,
  );
}

function checkActions(
  access: Access,
  role: RolePrincipal,
  actions: readonly string[],
  resource: string,
  what: string,
): void {
  for (const action of actions) {
    const decision = access.check({ principal: role }, { action, resource });
    if (decision.allowed) continue;
    throw new StackError(
      `role ${role.name} may not ${action} on ${resource}: ${decision.reason}; allow it, AWS would refuse ${what}`,
    );
  }
}
