import type { DataAwsIamPolicyDocumentStatement } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';

/** The statement of a resource policy that denies every call that does not come over TLS. */
export function requireTls(action: string, resources: readonly string[]): DataAwsIamPolicyDocumentStatement {
  return {
    sid: 'RequireTls',
    effect: 'Deny',
    actions: [action],
    resources: [...resources],
    principals: [{ type: 'AWS', identifiers: ['*'] }],
    condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
  };
}
