import type { AwsService } from './aws-call.ts';
import { AwsError } from './aws-error.ts';
import { escapeXml } from './query-protocol.ts';

/** As much of STS as says who is calling: GetCallerIdentity. */
export function stsService(accountId: string): AwsService {
  return async ({ action, principal }) => {
    if (action !== 'GetCallerIdentity') {
      throw new AwsError(
        'InvalidAction',
        `sts:${action} is not available locally; available: GetCallerIdentity`,
      );
    }
    const userId = principal.slice(principal.lastIndexOf('/') + 1);
    return {
      statusCode: 200,
      headers: { 'content-type': 'text/xml' },
      body:
        '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
        `<Arn>${escapeXml(principal)}</Arn><UserId>${escapeXml(userId)}</UserId><Account>${accountId}</Account>` +
        '</GetCallerIdentityResult></GetCallerIdentityResponse>',
    };
  };
}
