import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic/index.js';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy/index.js';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription/index.js';
import { Construct } from 'constructs';
import type { EnvironmentConfig } from '../config.ts';
import { resourceName } from '../names.ts';

/**
 * Where the alarms of an environment are told. It is not encrypted with a key: CloudWatch may not use the default one,
 * one of its own costs money, and an alarm holds no order.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export class AlarmTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, config: EnvironmentConfig) {
    super(scope, id);
    const topic = new SnsTopic(this, 'topic', { name: resourceName(config, 'alarms') });
    this.arn = topic.arn;
    const { region, accountId, alarmEmail } = config;
    const document = new DataAwsIamPolicyDocument(this, 'document', {
      statement: [
        {
          sid: 'PublishAlarms',
          actions: ['sns:Publish'],
          resources: [topic.arn],
          principals: [{ type: 'Service', identifiers: ['cloudwatch.amazonaws.com'] }],
          condition: [
            { test: 'StringEquals', variable: 'aws:SourceAccount', values: [accountId] },
            {
              test: 'ArnLike',
              variable: 'aws:SourceArn',
              values: [`arn:aws:cloudwatch:${region}:${accountId}:alarm:${resourceName(config, '*')}`],
            },
          ],
        },
        {
          sid: 'RequireTls',
          effect: 'Deny',
          // SNS refuses a policy with sns:*. https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html
          actions: ['sns:Publish'],
          resources: [topic.arn],
          principals: [{ type: 'AWS', identifiers: ['*'] }],
          condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
        },
      ],
    });
    new SnsTopicPolicy(this, 'policy', { arn: topic.arn, policy: document.json });
    if (alarmEmail !== undefined) {
      new SnsTopicSubscription(this, 'email', {
        topicArn: topic.arn,
        protocol: 'email',
        endpoint: alarmEmail,
      });
    }
  }
}
