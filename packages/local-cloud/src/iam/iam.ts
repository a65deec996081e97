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
}

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
};

/** Enforces the policies of a stack; throws StackError for what in them is not understood or would not do on AWS. */
export function enforceIam(stack: Stack, { onDenied, clock = Date.now }: IamOptions = {}): Iam {
  const place = { region: stack.region, accountId: stack.accountId };
  const policies = readPolicies(stack);
  const access = createAccess(policies, place);
  checkRoles(stack, policies, access);
  const denials = createDenialLog(onDenied);
  const logGroupNames = new Set(stack.logGroups.map(({ name }) => name));

  /** How AWS words the denial; undefined when there is none. */
  function denied(asking: Asking, permission: Permission): string | undefined {
    const decision = access.check(asking, permission);
    if (decision.allowed) return undefined;
    const { principal } = asking;
    const { reason, awsReason } = decision;
    denials.add({ principal: idOf(principal), ...permission, reason, timestamp: clock() });
    const caller = principal.kind === 'role' ? principal.sessionArn : idOf(principal);
    return `User: ${caller} is not authorized to perform: ${permission.action} on resource: ${permission.resource} ${awsReason}`;
  }

  function deniedCall(call: AwsCall): string | undefined {
    const asking = { principal: access.principal(call.principal), context: call.context };
    const permissions = requiredPermissions(call, place);
    if (permissions) {
      for (const permission of permissions) {
        const message = denied(asking, permission);
        if (message !== undefined) return message;
      }
      return undefined;
    }
    return asking.principal.kind === 'user' ? undefined : unmapped(call, idOf(asking.principal));
  }

  /** Nothing is let through only because nobody here knows what it takes. */
  function unmapped({ service, action }: AwsCall, principal: string): string {
    const name = `${service}:${action}`;
    const reason = `the local run does not know what ${name} requires`;
    denials.add({ principal, action: name, resource: '*', reason, timestamp: clock() });
    return `User: ${principal} is not authorized to perform: ${name} on resource: * because ${reason}`;
  }

  return {
    authorize(call, next) {
      const message = deniedCall(call);
      return message === undefined ? next(call) : Promise.resolve(deniedResponse(call, message));
    },
    guardLogs(spec, logs) {
      const principal = access.principal(spec.roleArn);
      const allows = (permission: Permission) => denied({ principal }, permission) === undefined;
      return guardFunctionLogs(logs, { ...place, logGroupNames, allows });
    },
    denials: denials.list,
    usage: () => policies.granting.flatMap(({ owner, name, statements }) => usageOf(owner, name, statements)),
  };
}
