import { credentialsOf } from './credentials.ts';

/** Who an access key belongs to: a role of the stack, or else the developer at the keyboard. */
export function principalsOf(roleArns: Iterable<string>, accountId: string): (accessKeyId: string) => string {
  const roles = new Map(Array.from(roleArns, (roleArn) => [credentialsOf(roleArn).accessKeyId, roleArn]));
  return (accessKeyId) => roles.get(accessKeyId) ?? `arn:aws:iam::${accountId}:user/developer`;
}
