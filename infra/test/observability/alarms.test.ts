import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FUNCTION_NAMES } from '../../src/names.ts';
import { synthesizeApplication } from '../synthesize.ts';
import { alarmsOf } from './alarms-of.ts';

const RUNBOOK = readFileSync(join(import.meta.dirname, '../../../docs/operations.md'), 'utf8');

function headingsUnder(title: string): string[] {
  const [, section = ''] = RUNBOOK.split(`\n## ${title}\n`);
  return [...(section.split('\n## ')[0] ?? '').matchAll(/^### (.+)$/gm)].map(([, heading = '']) => heading);
}

const dev = synthesizeApplication('dev');
const alarms = alarmsOf(dev);

describe('alarms', () => {
  it('tell the topic when they ring and when it is over, and take no data for nothing wrong', () => {
    for (const alarm of Object.values(alarms)) {
      expect(alarm.alarm_actions).toEqual([expect.stringMatching(/^\$\{aws_sns_topic\.\S+\.arn\}$/)]);
      expect(alarm.ok_actions).toEqual(alarm.alarm_actions);
      expect(alarm.treat_missing_data).toBe('notBreaching');
      expect(alarm.datapoints_to_alarm).toBeLessThanOrEqual(alarm.evaluation_periods);
    }
  });

  it('each name the entry of the runbook that says what to do, and every entry has its alarm', () => {
    const all = { ...alarms, ...alarmsOf(synthesizeApplication('dev', { workflowType: 'STANDARD' })) };
    const anchors = Object.values(all).map(
      ({ alarm_description }) => /docs\/operations\.md#([\w-]+)$/.exec(alarm_description)?.[1],
    );

    expect([...new Set(anchors)].sort()).toEqual(headingsUnder('Alarms').sort());
  });

  it('ring at the first order that failed and the first dead letter that is not recorded', () => {
    for (const [name, metric_name] of [
      ['failed-orders', 'OrdersFailed'],
      ['dead-letters-not-recorded', 'DeadLettersNotRecorded'],
    ] as const)
      expect(alarms[name]).toMatchObject({
        metric_name,
        threshold: 1,
        evaluation_periods: 1,
        statistic: 'Sum',
      });
  });

  it.each(['workflow-failures', 'order-storage-errors'])(
    '%s does not count a conflict, which is a mistake of the client',
    (name) => {
      const [difference, counted, excused] = alarms[name]?.metric_query ?? [];

      expect(difference?.expression).toBe(`${counted?.id} - FILL(${excused?.id}, 0)`);
      expect(excused?.metric).toMatchObject({
        namespace: 'dofs',
        metric_name: 'OrderConflicts',
        stat: 'Sum',
      });
      // The two metrics may put a conflict into neighboring minutes.
      expect(alarms[name]?.datapoints_to_alarm).toBeGreaterThan(1);
    },
  );

  it('watch every function for errors and throttles', () => {
    for (const name of FUNCTION_NAMES) {
      expect(alarms).toHaveProperty(`${name}-errors`);
      expect(alarms).toHaveProperty(`${name}-throttles`);
    }
  });

  it.each([
    [{ maxReceiveCount: 3, fulfillmentTimeoutSeconds: 10 }, 300],
    [{ maxReceiveCount: 3, fulfillmentTimeoutSeconds: 60 }, 1080],
    [{ maxReceiveCount: 2, fulfillmentTimeoutSeconds: 60 }, 720],
    [{ maxReceiveCount: 50, fulfillmentTimeoutSeconds: 900 }, 16_200],
  ])('order-queue-age waits for what all retries of %j take: %i s', (overrides, threshold) => {
    const { 'order-queue-age': alarm } = alarmsOf(synthesizeApplication('dev', overrides));

    expect(alarm?.threshold).toBe(threshold);
  });

  it('measures the latency of the API at p99', () => {
    expect(alarms['api-latency']).toMatchObject({ metric_name: 'Latency', extended_statistic: 'p99' });
    expect(alarms['api-latency']).not.toHaveProperty('statistic');
  });

  it('watch for throttled state transitions where there is a quota of them', () => {
    const standard = alarmsOf(synthesizeApplication('dev', { workflowType: 'STANDARD' }));

    expect(alarms).not.toHaveProperty('workflow-throttles');
    expect(standard['workflow-throttles']?.metric_name).toBe('ExecutionThrottled');
  });
});

describe('the topic of the alarms', () => {
  it('takes messages of the alarms of this environment only, over TLS', () => {
    const [topic] = Object.keys(dev.resource.aws_sns_topic ?? {});
    const [policy] = Object.values(dev.resource.aws_sns_topic_policy ?? {});
    const id = /aws_iam_policy_document\.([\w-]+)\.json/.exec(String(policy?.policy))?.[1] ?? '';

    expect(dev.data.aws_iam_policy_document?.[id]?.statement).toMatchObject([
      {
        sid: 'Publish',
        actions: ['sns:Publish'],
        resources: [`\${aws_sns_topic.${topic}.arn}`],
        principals: [{ type: 'Service', identifiers: ['cloudwatch.amazonaws.com'] }],
        condition: [
          { test: 'StringEquals', variable: 'aws:SourceAccount', values: ['111111111111'] },
          {
            test: 'ArnLike',
            variable: 'aws:SourceArn',
            values: ['arn:aws:cloudwatch:us-east-1:111111111111:alarm:dofs-dev-*'],
          },
        ],
      },
      {
        effect: 'Deny',
        condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
      },
    ]);
  });

  it('is read by e-mail where the environment names an address', () => {
    const withEmail = synthesizeApplication('dev', { alarmEmail: 'oncall@example.com' });

    expect(dev.resource).not.toHaveProperty('aws_sns_topic_subscription');
    expect(Object.values(withEmail.resource.aws_sns_topic_subscription ?? {})).toMatchObject([
      { protocol: 'email', endpoint: 'oncall@example.com' },
    ]);
  });
});

describe('the query that follows an order', () => {
  it('searches every log group of the stack', () => {
    const [query] = Object.values(dev.resource.aws_cloudwatch_query_definition ?? {});
    const logGroups = Object.keys(dev.resource.aws_cloudwatch_log_group ?? {});

    expect([...((query?.log_group_names ?? []) as string[])].sort()).toEqual(
      logGroups.map((id) => `\${aws_cloudwatch_log_group.${id}.name}`).sort(),
    );
  });
});
