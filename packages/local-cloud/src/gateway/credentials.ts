import { createHash, randomUUID } from 'node:crypto';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * The credentials a function of this role gets: the same for the same role, so that the gateway can tell the
 * caller from the access key id of a request.
 */
export function credentialsOf(roleArn: string): Credentials {
  const digest = createHash('sha256').update(roleArn).digest();
  // ASIA marks temporary credentials: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
  const suffix = [...digest.subarray(0, 16)].map((byte) => BASE32[byte % BASE32.length]).join('');
  return {
    accessKeyId: `ASIA${suffix}`,
    secretAccessKey: digest.toString('base64').slice(0, 40),
  };
}

/** A session token of its own for each execution environment, as on AWS; its calls are told from others' by it. */
export function newSessionToken(roleArn: string): string {
  return `local-session-of/${roleArn}/${randomUUID()}`;
}
