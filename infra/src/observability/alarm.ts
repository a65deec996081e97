import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
  type CloudwatchMetricAlarmMetricQuery,
} from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../config.ts';
import { resourceName } from '../names.ts';
import type { Metric } from './metric.ts';

/** How many one-minute data points must reach the threshold, out of how many. */
export interface Minutes {
  readonly bad: number;
  readonly of: number;
}

export const ONE_MINUTE: Minutes = { bad: 1, of: 1 };
/** One bad minute may pass by itself: what failed in it is tried again by a retry, a redelivery or the client. */
export const TWO_OF_FIVE_MINUTES: Minutes = { bad: 2, of: 5 };
export const FIVE_MINUTES: Minutes = { bad: 5, of: 5 };

export interface AlarmDefinition {
  readonly name: string;
  readonly metric: Metric;
  /** Taken off the metric: what it counts and is nobody's fault here. */
  readonly minus?: Metric;
  /** Reached, not passed. */
  readonly threshold: number;
  readonly minutes: Minutes;
  /** What is wrong when it rings. */
  readonly reason: string;
  /** Heading of docs/operations.md that says what to do; absent: the name of the alarm. */
  readonly runbook?: string;
}

const PERIOD_SECONDS = 60;

/** An alarm that tells the topic when it rings and when it is over. Without data nothing happens, so nothing is wrong. */
export function addAlarm(
  scope: Construct,
  config: EnvironmentConfig,
  topicArn: string,
  definition: AlarmDefinition,
): CloudwatchMetricAlarm {
  const { name, threshold, minutes, reason, runbook = name } = definition;
  return new CloudwatchMetricAlarm(scope, name, {
    alarmName: resourceName(config, name),
    alarmDescription: `${reason} What to do: docs/operations.md#${runbook}`,
    comparisonOperator: 'GreaterThanOrEqualToThreshold',
    threshold,
    evaluationPeriods: minutes.of,
    datapointsToAlarm: minutes.bad,
    treatMissingData: 'notBreaching',
    alarmActions: [topicArn],
    okActions: [topicArn],
    ...source(definition),
  });
}

function source({ metric, minus }: AlarmDefinition): Partial<CloudwatchMetricAlarmConfig> {
  if (minus) return { metricQuery: difference(metric, minus) };
  const { namespace, name, dimensions, statistic } = metric;
  return {
    namespace,
    metricName: name,
    dimensions: { ...dimensions },
    period: PERIOD_SECONDS,
    ...(statistic.startsWith('p') ? { extendedStatistic: statistic } : { statistic }),
  };
}

function difference(metric: Metric, minus: Metric): CloudwatchMetricAlarmMetricQuery[] {
  return [
    // The second one has data points only for minutes in which something was counted.
    { id: 'difference', expression: 'm1 - FILL(m2, 0)', label: metric.name, returnData: true },
    query('m1', metric),
    query('m2', minus),
  ];
}

function query(
  id: string,
  { namespace, name, dimensions, statistic }: Metric,
): CloudwatchMetricAlarmMetricQuery {
  const metric = { namespace, metricName: name, dimensions: { ...dimensions } };
  return { id, metric: { ...metric, period: PERIOD_SECONDS, stat: statistic } };
}
