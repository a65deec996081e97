import type { AwsCall, AwsResponse } from '../gateway/aws-call.ts';

/**
 * The answer to a denied call. Lambda and SQS answer 403, the others 400. SQS adds the code of its older protocol, and
 * SDKs show that one: `AccessDenied`, with all others `AccessDeniedException`.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/troubleshooting-access-denied.html
 */
export function deniedResponse({ service }: AwsCall, message: string): AwsResponse {
  const isForbidden = service === 'lambda' || service === 'sqs';
  return {
    statusCode: isForbidden ? 403 : 400,
    headers: {
      'content-type': service === 'lambda' ? 'application/json' : 'application/x-amz-json-1.0',
      'x-amzn-errortype': 'AccessDeniedException',
      ...(service === 'sqs' && { 'x-amzn-query-error': 'AccessDenied;Sender' }),
    },
    body: JSON.stringify({ __type: 'com.amazon.coral.service#AccessDeniedException', Message: message }),
  };
}
