import type { AwsCall } from '../gateway/aws-call.ts';
import type { ConditionContext } from './condition-keys.ts';
import { type Decision, decide } from './decide.ts';
import type { Permission, Place } from './permissions/permission.ts';
import type { Principal } from './principal.ts';
import type { Policies } from './read-policies.ts';

const KEPT_DECISIONS = 20_000;

/** Who asks, and what the caller says of it. */
export interface Asking {
  readonly principal: Principal;
  /** Condition keys that only some callers have a value for: `aws:SourceArn`, `aws:SourceAccount`. */
  readonly context?: AwsCall['context'];
}

export interface Access {
  principal(principal: string): Principal;
  /** Whether somebody may do something; what allows it counts as used once more. */
  check(asking: Asking, permission: Permission): Decision;
  /** A check that is made again and again. */
  checkOf(asking: Asking, permission: Permission): () => Decision;
  /** The same, of a call that is not made. */
  wouldAllow(asking: Asking, permission: Permission): Decision;
  /** To be called when the policies are not what they were. */
  forgetDecisions(): void;
}

/** Decides by the policies of a stack, each question once: the answer changes only with the policies. */
export function createAccess({ roles, resourcePolicies }: Policies, place: Place): Access {
  let decisions = new Map<string, Decision>();

  function decideOnce({ principal, context = {} }: Asking, { action, resource }: Permission): Decision {
    const key = [idOf(principal), action, resource, ...Object.entries(context).flat()].join('\0');
    const known = decisions.get(key);
    if (known) return known;
    const request = { principal, action, resource, context: fullContext(principal, context, place) };
    const decision = decide(request, resourcePolicies.get(resource) ?? []);
    // Names of executions and log streams never end.
    if (decisions.size >= KEPT_DECISIONS) decisions.clear();
    decisions.set(key, decision);
    return decision;
  }

  return {
    principal: (principal) =>
      roles.get(principal) ??
      (principal.endsWith('.amazonaws.com')
        ? { kind: 'service', name: principal }
        : { kind: 'user', arn: principal }),
    check: (asking, permission) => counted(decideOnce(asking, permission)),
    checkOf(asking, permission) {
      let decision: Decision;
      let decidedIn: typeof decisions | undefined;
      return () => {
        if (decidedIn !== decisions) {
          decision = decideOnce(asking, permission);
          decidedIn = decisions;
        }
        return counted(decision);
      };
    },
    wouldAllow: decideOnce,
    forgetDecisions() {
      decisions = new Map();
    },
  };
}

/** The decision, what allows it used once more. */
function counted(decision: Decision): Decision {
  if (decision.allowed) for (const grant of decision.grants) grant.count += 1;
  return decision;
}

export function idOf(principal: Principal): string {
  return principal.kind === 'service' ? principal.name : principal.arn;
}

function fullContext(
  principal: Principal,
  context: Readonly<Record<string, string>>,
  { region, accountId }: Place,
): ConditionContext {
  const isService = principal.kind === 'service';
  const known = {
    // The gateway stands in the place of the service's HTTPS endpoint, and is reached on this machine only.
    'aws:SecureTransport': 'true',
    'aws:RequestedRegion': region,
    'aws:PrincipalIsAWSService': String(isService),
    ...(!isService && { 'aws:PrincipalArn': principal.arn, 'aws:PrincipalAccount': accountId }),
    ...context,
  };
  return Object.fromEntries(Object.entries(known).map(([key, value]) => [key.toLowerCase(), value]));
}
