import type { AwsCall } from '../gateway/aws-call.ts';
import type { GatewayLink } from '../gateway/gateway.ts';
import type { LogWriter } from '../logs/log-store.ts';
import type { FunctionSpec, Stack } from '../stack/stack.ts';
import { type Asking, createAccess, idOf } from './access.ts';
import { checkRoles } from './check-roles.ts';
import { createDenialLog, type Denial } from './denial.ts';
import { deniedResponse } from './denied-response.ts';
import { type GrantUsage, usageOf } from './grant-usage.ts';
import { guardFunctionLogs } from './guard-function-logs.ts';
import type { Permission } from './permissions/permission.ts';
import { readPolicies } from './read-policies.ts';
import { requiredPermissions } from './required-permissions.ts';

/** Who may do what in a stack. */
export interface Iam {
  /** Lets a call through or answers that it is denied. */
  readonly authorize: GatewayLink;
  /** The log of a function, as far as its role may write it. */
  guardLogs(spec: FunctionSpec, logs: LogWriter): LogWriter;
  /** The last ones, oldest first. */
  denials(): readonly Denial[];
  /** Everything that some policy of the stack grants, and how often it was needed. */
  usage(): readonly GrantUsage[];
  /** Takes a statement out of its policy, effective at once; returns what puts it back. Throws when there is none such. */
  withdraw(statement: StatementName): () => void;
}

/** A statement as its grants are listed. */
export type StatementName = Pick<GrantUsage, 'role' | 'policy' | 'statement'>;

export interface IamOptions {
  readonly onDenied?: (denial: Denial) => void;
  readonly clock?: () => number;
}

/** Everybody may do everything. */
export const unenforcedIam: Iam = {
  authorize: (call, next) => next(call),
  guardLogs: (_, logs) => logs,
  denials: () => [],
  usage: () => [],
  withdraw: () => () => {},
};

/** Enforces the policies of a stack; throws StackError for what in them is not understood or would not do on AWS. */
export function enforceIam(stack: Stack, { onDenied, clock = Date.now }: IamOptions = {}): Iam {
  const place = { region: stack.region, accountId: stack.accountId };
  const policies = readPolicies(stack);
  const access = createAccess(policies, place);
  checkRoles(stack, policies, access);
  const denials = createDenialLog(onDenied);
  const logGroupNames = new Set(stack.logGroups.map(({ name }) => name));

  /** Keeps a denial, and words it as AWS does. */
  function deny({ principal }: Asking, permission: Permission, reason: string, awsReason: string): string {
    const { action, resource } = permission;
    denials.add({ principal: idOf(principal), action, resource, reason, timestamp: clock() });
    const caller = principal.kind === 'role' ? principal.sessionArn : idOf(principal);
    return `User: ${caller} is not authorized to perform: ${action} on resource: ${resource} ${awsReason}`;
  }

  /** Why not; undefined when it is allowed. */
  function denied(
    asking: Asking,
    permission: Permission,
    decision = access.check(asking, permission),
  ): string | undefined {
    if (decision.allowed) return undefined;
    return deny(asking, permission, decision.reason, decision.awsReason);
  }

  function deniedCall(call: AwsCall): string | undefined {
    const asking = { principal: access.principal(call.principal), context: call.context };
    const permissions = requiredPermissions(call, place);
    if (!permissions) return deniedUnknown(asking, call);
    for (const permission of permissions) {
      const message = denied(asking, permission);
      if (message !== undefined) return message;
    }
    return undefined;
  }

  /** Nothing is let through only because nobody here knows what it takes. */
  function deniedUnknown(asking: Asking, { service, action: operation }: AwsCall): string | undefined {
    if (asking.principal.kind === 'user') return undefined;
    const action = `${service}:${operation}`;
    const reason = `the local run does not know what ${action} requires`;
    return deny(asking, { action, resource: '*' }, reason, `because ${reason}`);
  }

  function withdraw({ role, policy, statement }: StatementName): () => void {
    const { statements = [] } =
      policies.granting.find(({ owner, name }) => owner === role && name === policy) ?? {};
    const found = statements.find(({ name }) => name === statement);
    if (!found) throw new Error(`there is no statement ${statement} in policy ${policy} of ${role}`);
    const setWithdrawn = (isWithdrawn: boolean) => {
      found.isWithdrawn = isWithdrawn;
      access.forgetDecisions();
    };
    setWithdrawn(true);
    return () => setWithdrawn(false);
  }

  return {
    withdraw,
    authorize(call, next) {
      const message = deniedCall(call);
      return message === undefined ? next(call) : Promise.resolve(deniedResponse(call, message));
    },
    guardLogs(spec, logs) {
      const asking = { principal: access.principal(spec.roleArn) };
      const checkOf = (permission: Permission) => {
        const check = access.checkOf(asking, permission);
        return () => denied(asking, permission, check()) === undefined;
      };
      return guardFunctionLogs(logs, { ...place, logGroupNames, checkOf });
    },
    denials: denials.list,
    usage: () => policies.granting.flatMap(({ owner, name, statements }) => usageOf(owner, name, statements)),
  };
}
