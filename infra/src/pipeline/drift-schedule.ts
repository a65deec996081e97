import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target/index.js';
import type { Construct } from 'constructs';
import type { AccountConfig } from '../account.ts';
import { pipelineName, roleArn } from '../names.ts';

/** Starts the drift pipeline every morning. */
export function driftSchedule(scope: Construct, account: AccountConfig, pipelineArn: string): void {
  const name = pipelineName(account, 'schedule');
  const rule = new CloudwatchEventRule(scope, 'drift-schedule', {
    name,
    description: 'Looks for drift every day at 05:00 UTC',
    scheduleExpression: 'cron(0 5 * * ? *)',
  });
  new CloudwatchEventTarget(scope, 'drift-schedule-target', {
    rule: rule.name,
    arn: pipelineArn,
    roleArn: roleArn(account, name),
  });
}
