import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic/index.js';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy/index.js';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription/index.js';
import { Construct } from 'constructs';
import { requireTls } from './tls-only.ts';

export interface NotificationTopicProps {
  readonly name: string;
  /** The one service that publishes, such as `cloudwatch.amazonaws.com`, on behalf of these resources. */
  readonly publisher: { readonly service: string; readonly sourceArns: readonly string[] };
  readonly accountId: string;
  /** Who is told; each address confirms its subscription once. */
  readonly emails: readonly string[];
}

/**
 * An SNS topic that tells people. It is not encrypted with a key: services may not use the default one, one of its own
 * costs money, and what it tells holds no order. https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export class NotificationTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: NotificationTopicProps) {
    super(scope, id);
    const { publisher, accountId } = props;
    const topic = new SnsTopic(this, 'topic', { name: props.name });
    this.arn = topic.arn;
    const document = new DataAwsIamPolicyDocument(this, 'policy-document', {
      statement: [
        {
          sid: 'Publish',
          actions: ['sns:Publish'],
          resources: [topic.arn],
          principals: [{ type: 'Service', identifiers: [publisher.service] }],
          condition: [
            { test: 'StringEquals', variable: 'aws:SourceAccount', values: [accountId] },
            { test: 'ArnLike', variable: 'aws:SourceArn', values: [...publisher.sourceArns] },
          ],
        },
        // SNS refuses sns:*. https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html
        requireTls('sns:Publish', [topic.arn]),
      ],
    });
    new SnsTopicPolicy(this, 'policy', { arn: topic.arn, policy: document.json });
    for (const email of props.emails) {
      new SnsTopicSubscription(this, email.replace(/[^\w.-]/g, '-'), {
        topicArn: topic.arn,
        protocol: 'email',
        endpoint: email,
      });
    }
  }
}
