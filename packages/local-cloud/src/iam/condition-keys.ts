/** What is known of a call beside who calls what; names in lower case, as IAM compares them. */
export type ConditionContext = Readonly<Record<string, string>>;

/** The condition keys that have a value here, of some calls at least. */
export const CONDITION_KEYS = [
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:PrincipalIsAWSService',
  'aws:RequestedRegion',
  'aws:SecureTransport',
  'aws:SourceAccount',
  'aws:SourceArn',
];

const known = new Set(CONDITION_KEYS.map((key) => key.toLowerCase()));

export function isKnownConditionKey(key: string): boolean {
  return known.has(key.toLowerCase());
}
