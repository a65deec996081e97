import type { Statement } from './statement.ts';

/** A granted action on a granted resource, as the policy writes them, and how many calls needed it. */
export interface GrantUsage {
  /** Name of the role; of a resource policy the ARN of the resource. */
  readonly role: string;
  readonly policy: string;
  /** Its Sid, or its place in the policy. */
  readonly statement: string;
  readonly action: string;
  readonly resource: string;
  readonly count: number;
}

/** The rows of what some policies of a role, or of a resource, allow. */
export function usageOf(
  role: string,
  policy: string,
  statements: readonly Statement[],
): readonly GrantUsage[] {
  return statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(({ name, grants }) =>
      grants.map(({ action, resource, count }) => ({
        role,
        policy,
        statement: name,
        action: action.text,
        resource: resource.text,
        count,
      })),
    );
}
