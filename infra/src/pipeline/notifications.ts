import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target/index.js';
import { Construct } from 'constructs';
import type { AccountConfig } from '../account.ts';
import { NotificationTopic } from '../aws/notification-topic.ts';
import { arnsIn, pipelineName } from '../names.ts';
import type { PipelineConfig } from './pipeline-config.ts';

interface Notification {
  readonly name: string;
  readonly description: string;
  /** https://docs.aws.amazon.com/codepipeline/latest/userguide/detect-state-changes-cloudwatch-events.html */
  readonly pattern: { readonly 'detail-type': readonly string[]; readonly detail: object };
  /** What people read, with the variables in `paths`. */
  readonly message: string;
  readonly paths: Readonly<Record<string, string>>;
}

/** Tells people by e-mail what failed and what waits for their approval. */
export class PipelineNotifications extends Construct {
  constructor(scope: Construct, id: string, config: PipelineConfig, pipelineNames: readonly string[]) {
    super(scope, id);
    const arn = arnsIn(config);
    const notifications = [failure(config, pipelineNames), approval(config, pipelineNames)];
    const topic = new NotificationTopic(this, 'topic', {
      name: pipelineName(config, 'notifications'),
      publisher: {
        service: 'events.amazonaws.com',
        sourceArns: notifications.map(({ name }) => arn('events', `rule/${name}`)),
      },
      accountId: config.accountId,
      emails: [...new Set(config.environments.flatMap(({ alarmEmail }) => alarmEmail ?? []))],
    });
    for (const { name, description, pattern, message, paths } of notifications) {
      const rule = new CloudwatchEventRule(this, name, {
        name,
        description,
        eventPattern: JSON.stringify({ source: ['aws.codepipeline'], ...pattern }),
      });
      new CloudwatchEventTarget(this, `${name}-target`, {
        rule: rule.name,
        arn: topic.arn,
        // EventBridge wants the template as a JSON string, quotes included.
        inputTransformer: { inputPaths: { ...paths }, inputTemplate: JSON.stringify(message) },
      });
    }
  }
}

const PATHS = { pipeline: '$.detail.pipeline', execution: '$.detail.execution-id', region: '$.region' };
const LINK =
  'https://<region>.console.aws.amazon.com/codesuite/codepipeline/pipelines/<pipeline>/executions/<execution>?region=<region>';

function failure(account: AccountConfig, pipelineNames: readonly string[]): Notification {
  return {
    name: pipelineName(account, 'failed'),
    description: 'A deployment failed, or drift was found',
    pattern: {
      'detail-type': ['CodePipeline Pipeline Execution State Change'],
      detail: { pipeline: pipelineNames, state: ['FAILED'] },
    },
    message: `<pipeline> failed. What failed, and its log: ${LINK}`,
    paths: PATHS,
  };
}

function approval(account: AccountConfig, pipelineNames: readonly string[]): Notification {
  return {
    name: pipelineName(account, 'approval'),
    description: 'A plan waits for approval',
    pattern: {
      'detail-type': ['CodePipeline Action Execution State Change'],
      detail: { pipeline: pipelineNames, type: { category: ['Approval'] }, state: ['STARTED'] },
    },
    message: `<pipeline> waits for approval to deploy to <stage>. The plan is in the log of the action before: ${LINK}`,
    paths: { ...PATHS, stage: '$.detail.stage' },
  };
}
