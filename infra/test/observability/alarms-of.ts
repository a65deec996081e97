import type { Stack } from '../synthesize.ts';

export interface Alarm {
  alarm_name: string;
  alarm_description: string;
  alarm_actions: string[];
  ok_actions: string[];
  treat_missing_data: string;
  threshold: number;
  evaluation_periods: number;
  datapoints_to_alarm: number;
  namespace?: string;
  metric_name?: string;
  dimensions?: Record<string, string>;
  extended_statistic?: string;
  statistic?: string;
  metric_query?: {
    id: string;
    expression?: string;
    metric?: { namespace: string; metric_name: string; dimensions: Record<string, string>; stat: string };
  }[];
}

/** The alarms of a stack, by what follows `<project>-<environment>-` in their name. */
export function alarmsOf({ resource }: Stack): Record<string, Alarm> {
  const alarms = Object.values(resource.aws_cloudwatch_metric_alarm ?? {}) as unknown as Alarm[];
  return Object.fromEntries(alarms.map((alarm) => [alarm.alarm_name.replace(/^dofs-\w+-/, ''), alarm]));
}
