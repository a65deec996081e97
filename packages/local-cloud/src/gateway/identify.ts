import { AwsError } from './aws-error.ts';
import { lambdaRestAction } from './lambda-rest-action.ts';

/** What the head of a request says. */
export interface RequestHead {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Caller {
  readonly service: string;
  readonly accessKeyId: string;
}

/**
 * Reads service and access key from the SigV4 credential scope of a request. The signature itself is not verified:
 * the gateway listens on one machine, whoever reaches it may claim any identity, and the secret is no secret.
 */
export function identifyCaller({ path, headers }: RequestHead): Caller {
  const scope = credentialScope(headers.authorization, path);
  if (!scope) {
    throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
  }
  // <access key>/<date>/<region>/<service>/aws4_request; SigV4A leaves the region out.
  const parts = scope.split('/');
  const [accessKeyId] = parts;
  const service = parts.at(-2);
  if (parts.length < 4 || !accessKeyId || !service || parts.at(-1) !== 'aws4_request') {
    throw new AwsError(
      'IncompleteSignatureException',
      `the credential scope is "${scope}"; it must be <access key>/<date>/<region>/<service>/aws4_request`,
      403,
    );
  }
  return { accessKeyId, service };
}

function credentialScope(authorization: string | undefined, path: string): string | undefined {
  if (authorization) return /Credential=([^,\s]+)/.exec(authorization)?.[1];
  const query = path.split('?')[1];
  return (query && new URLSearchParams(query).get('X-Amz-Credential')) || undefined;
}

/** The operation a request asks for, in whichever of AWS's protocols it came. */
export function identifyAction(
  service: string,
  { method, path, headers }: RequestHead,
  body: Buffer,
): string {
  const target = headers['x-amz-target'];
  if (target) return target.slice(target.lastIndexOf('.') + 1);
  if (service === 'lambda') return lambdaRestAction(method, path);
  const parameters = isQueryProtocol(headers) ? body.toString() : path.split('?')[1];
  return new URLSearchParams(parameters).get('Action') ?? `${method} ${path}`;
}

/** Whether a request speaks AWS's query protocol, whose answers are XML. */
export function isQueryProtocol(headers: RequestHead['headers']): boolean {
  return headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
}
