import type { ConditionContext } from './condition-keys.ts';
import { isAbout } from './parse-principal.ts';
import type { Principal } from './principal.ts';
import { covering, type Grant, type Statement } from './statement.ts';

/** One action on one resource, by somebody. */
export interface AccessRequest {
  readonly principal: Principal;
  readonly action: string;
  readonly resource: string;
  readonly context: ConditionContext;
}

export type Decision =
  | { readonly allowed: true /** What allowed it. */; readonly grants: readonly Grant[] }
  | {
      readonly allowed: false;
      /** The statement or the lack of one. */
      readonly reason: string;
      /** How AWS puts it in its error. */
      readonly awsReason: string;
    };

/**
 * Whether policies allow a request, within one account; `resourcePolicy` are the statements of the resource it is
 * about. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(request: AccessRequest, resourcePolicy: readonly Statement[]): Decision {
  const { principal, action } = request;
  const role = principal.kind === 'role' ? principal : undefined;
  const identity = role?.identityPolicies ?? [];
  const boundary = role?.permissionsBoundary;

  const denied =
    deniedBy(request, identity, 'an identity-based policy') ??
    deniedBy(request, boundary ?? [], 'a permissions boundary') ??
    deniedBy(request, resourcePolicy, 'a resource-based policy');
  if (denied) return denied;
  if (principal.kind === 'user') return { allowed: true, grants: [] };

  const grants = [...grantsOf(request, identity), ...grantsOf(request, resourcePolicy)];
  const invokesForItself = principal.kind === 'service' && isOwnInvocation(principal.name, action);
  if (grants.length === 0 && !invokesForItself) {
    return because(`no ${role ? 'identity' : 'resource'}-based policy allows the ${action} action`);
  }
  // A boundary limits what a resource policy gives a role, too.
  if (boundary && grantsOf(request, boundary).length === 0) {
    return because(`no permissions boundary allows the ${action} action`);
  }
  return { allowed: true, grants };
}

/**
 * Lambda invokes the function of an event source mapping itself; that needs no permission, only reading the queue does:
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
function isOwnInvocation(service: string, action: string): boolean {
  return service === 'lambda.amazonaws.com' && action === 'lambda:InvokeFunction';
}

function because(reason: string): Decision {
  return { allowed: false, reason, awsReason: `because ${reason}` };
}

function deniedBy(
  request: AccessRequest,
  statements: readonly Statement[],
  kind: string,
): Decision | undefined {
  const statement = statements.find(
    (candidate) => candidate.effect === 'Deny' && grantsOfStatement(request, candidate).length > 0,
  );
  return (
    statement && {
      allowed: false,
      reason: `statement ${statement.name} of ${statement.policy} denies it`,
      awsReason: `with an explicit deny in ${kind}`,
    }
  );
}

function grantsOf(request: AccessRequest, statements: readonly Statement[]): readonly Grant[] {
  return statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap((statement) => grantsOfStatement(request, statement));
}

function grantsOfStatement(request: AccessRequest, statement: Statement): readonly Grant[] {
  const { principal, action, resource, context } = request;
  if (statement.principal && !isAbout(statement.principal, principal, statement.effect)) return [];
  const grants = covering(statement, action, resource);
  return grants.length > 0 && statement.condition(context) ? grants : [];
}
