import type { Condition } from './parse-condition.ts';
import type { StatementPrincipal } from './parse-principal.ts';

/** An action or a resource as a policy writes it. */
export interface Pattern {
  readonly text: string;
  readonly matches: (text: string) => boolean;
}

/** One action on one resource of a statement, and how often a call needed it. */
export interface Grant {
  readonly action: Pattern;
  readonly resource: Pattern;
  count: number;
}

/** A statement of a policy, with all that matching it needs. */
export interface Statement {
  /** Its Sid, or its place in the policy. */
  readonly name: string;
  readonly policy: string;
  readonly effect: 'Allow' | 'Deny';
  /** Each action with each resource; of a Deny these are what it forbids. */
  readonly grants: readonly Grant[];
  /** Absent in the policies of a role: they are about that role. */
  readonly principal?: StatementPrincipal;
  readonly condition: Condition;
  /** Whether it was taken out of its policy, as an edit on AWS would do. */
  isWithdrawn: boolean;
}

/** What of a statement covers an action on a resource, its principal and conditions aside. */
export function covering(
  { grants, isWithdrawn }: Statement,
  action: string,
  resource: string,
): readonly Grant[] {
  if (isWithdrawn) return [];
  const spelledLow = action.toLowerCase();
  return grants.filter((grant) => grant.action.matches(spelledLow) && grant.resource.matches(resource));
}
