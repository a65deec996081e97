import type { Statement } from './statement.ts';

/** Who makes a call. */
export type Principal = RolePrincipal | ServicePrincipal | UserPrincipal;

/** A role of the stack, in use by a function or a workflow. */
export interface RolePrincipal {
  readonly kind: 'role';
  readonly arn: string;
  readonly name: string;
  /** As whom AWS knows it while it is in use: `arn:aws:sts::…:assumed-role/…`. */
  readonly sessionArn: string;
  readonly identityPolicies: readonly Statement[];
  /** Absent: the role has none. */
  readonly permissionsBoundary?: readonly Statement[];
  readonly trustPolicy: readonly Statement[];
}

/** An AWS service on its own behalf: `apigateway.amazonaws.com`. */
interface ServicePrincipal {
  readonly kind: 'service';
  readonly name: string;
}

/** The developer at the keyboard, who may do everything that no resource forbids. */
interface UserPrincipal {
  readonly kind: 'user';
  readonly arn: string;
}
