import type { PolicySpec, RoleSpec, Stack } from '../stack/stack.ts';
import { StackError } from '../stack/stack-error.ts';
import { parsePolicy } from './parse-policy.ts';
import type { PolicyKind } from './parse-statement.ts';
import type { RolePrincipal } from './principal.ts';
import type { Statement } from './statement.ts';

/** A policy that was read. */
interface Policy {
  readonly name: string;
  /** Name of the role it belongs to, or ARN of the resource. */
  readonly owner: string;
  readonly statements: readonly Statement[];
}

export interface Policies {
  /** By ARN. */
  readonly roles: ReadonlyMap<string, RolePrincipal>;
  /** By the ARN of the resource. */
  readonly resourcePolicies: ReadonlyMap<string, readonly Statement[]>;
  /** Those whose statements grant something to somebody. */
  readonly granting: readonly Policy[];
}

/** Every policy of the stack, read; what is not understood in one of them is a StackError that names it. */
export function readPolicies(stack: Stack): Policies {
  const ofRoles = stack.roles.map((role) => ({
    role,
    policies: role.policies.map((policy) => read(policy, role.name, `role ${role.name}`, 'identity')),
  }));
  const ofResources = stack.resourcePolicies.map((policy) => ({
    ...read(policy, policy.resourceArn, policy.resourceArn, 'resource'),
  }));
  const roles = ofRoles.map(({ role, policies }) => toPrincipal(role, policies, stack));
  const byResource = Map.groupBy(ofResources, ({ owner }) => owner);
  return {
    roles: new Map(roles.map((role) => [role.arn, role])),
    resourcePolicies: new Map(
      Array.from(byResource, ([arn, policies]) => [arn, policies.flatMap(({ statements }) => statements)]),
    ),
    granting: [...ofRoles.flatMap(({ policies }) => policies), ...ofResources],
  };
}

function toPrincipal(role: RoleSpec, policies: readonly Policy[], stack: Stack): RolePrincipal {
  const where = `role ${role.name}`;
  const boundary = role.permissionsBoundary;
  return {
    kind: 'role',
    arn: role.arn,
    name: role.name,
    sessionArn: `arn:aws:sts::${stack.accountId}:assumed-role/${role.name}/${sessionName(role, stack)}`,
    identityPolicies: policies.flatMap(({ statements }) => statements),
    ...(boundary && { permissionsBoundary: read(boundary, role.name, where, 'identity').statements }),
    trustPolicy: read(role.trustPolicy, role.name, where, 'trust').statements,
  };
}

/** Lambda calls the session after the function. Step Functions draws a name, which says less than that of the workflow. */
function sessionName({ arn }: RoleSpec, { functions, stateMachines }: Stack): string {
  const uses = ({ roleArn }: { readonly roleArn: string }) => roleArn === arn;
  return functions.find(uses)?.functionName ?? stateMachines.find(uses)?.name ?? 'local';
}

function read({ name, document }: PolicySpec, owner: string, where: string, kind: PolicyKind): Policy {
  if (document === undefined) {
    throw new StackError(
      `${where}: policy ${name} is not in the stack, so nobody here knows what it allows; write its statements into a policy of the stack`,
    );
  }
  return { name, owner, statements: parsePolicy(document, `${where}: policy ${name}`, kind) };
}
