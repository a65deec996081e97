import { isObject, refusal, texts } from './policy-json.ts';
import type { Principal } from './principal.ts';

/** Whom a statement of a resource policy or a trust policy is about. */
export interface StatementPrincipal {
  readonly everyone: boolean;
  /** Roles and users. */
  readonly arns: readonly string[];
  /** Account ids: all principals of the account. */
  readonly accounts: readonly string[];
  readonly services: readonly string[];
}

/** Federated and CanonicalUser are understood, and are nobody here. */
const TYPES = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

export function parsePrincipal(principal: unknown, where: string): StatementPrincipal {
  if (principal === '*') return { everyone: true, arns: [], accounts: [], services: [] };
  if (!isObject(principal)) {
    throw refusal(where, 'Principal', principal, 'write "*" or an object with AWS or Service');
  }
  const unknown = Object.keys(principal).find((type) => !TYPES.includes(type));
  if (unknown !== undefined) {
    throw refusal(where, 'Principal type', unknown, `supported are ${TYPES.join(', ')}`);
  }
  const of = (type: string) =>
    principal[type] === undefined ? [] : texts(principal[type], where, `Principal ${type}`);
  const aws = of('AWS');
  const identifiers = aws.filter((each) => each !== '*').map((each) => accountIn(each) ?? arnIn(each, where));
  return {
    everyone: aws.includes('*'),
    arns: identifiers.filter((each) => each.startsWith('arn:')),
    accounts: identifiers.filter((each) => !each.startsWith('arn:')),
    services: of('Service'),
  };
}

function accountIn(identifier: string): string | undefined {
  return /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/.exec(identifier)?.[1];
}

function arnIn(identifier: string, where: string): string {
  if (/^arn:aws:iam::\d{12}:(role|user)\/[^*?]+$/.test(identifier)) return identifier;
  throw refusal(
    where,
    'Principal AWS',
    identifier,
    'supported are "*", an account id and the ARN of a role or user, without wildcards',
  );
}

/**
 * Whether a statement is about a principal. That an account is allowed something leaves it to the account's own
 * policies: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts
 */
export function isAbout(
  { everyone, arns, accounts, services }: StatementPrincipal,
  principal: Principal,
  effect: 'Allow' | 'Deny',
): boolean {
  if (everyone) return true;
  if (principal.kind === 'service') return services.includes(principal.name);
  const [, , , , account = ''] = principal.arn.split(':');
  return arns.includes(principal.arn) || (effect === 'Deny' && accounts.includes(account));
}
