import { describe, expect, it } from '@jest/globals';
import { synthesizeApplication } from '../synthesize.ts';
import { type Alarm, alarmsOf } from './alarms-of.ts';
import { DIMENSION_VALUES, EXISTING_METRICS } from './existing-metrics.ts';

interface Used {
  namespace: string;
  name: string;
  dimensions: Record<string, string>;
}

type DashboardRow = [string, string, ...(string | { stat: string })[]];
interface Dashboard {
  widgets: { type: string; properties: { metrics?: DashboardRow[]; alarms?: string[] } }[];
}

function metricsOfAlarm({ namespace, metric_name, dimensions, metric_query = [] }: Alarm): Used[] {
  const ofQuery = metric_query.flatMap(({ metric }) =>
    metric ? [{ ...metric, name: metric.metric_name }] : [],
  );
  if (namespace === undefined || metric_name === undefined) return ofQuery;
  return [{ namespace, name: metric_name, dimensions: dimensions ?? {} }, ...ofQuery];
}

function metricOfRow([namespace, name, ...rest]: DashboardRow): Used {
  const texts = rest.filter((part) => typeof part === 'string');
  const dimensions: Record<string, string> = {};
  for (let index = 0; index < texts.length; index += 2)
    dimensions[texts[index] ?? ''] = texts[index + 1] ?? '';
  return { namespace, name, dimensions };
}

function dashboardOf(stack: ReturnType<typeof synthesizeApplication>): Dashboard {
  const [dashboard] = Object.values(stack.resource.aws_cloudwatch_dashboard ?? {});
  return JSON.parse(String(dashboard?.dashboard_body));
}

describe.each(['EXPRESS', 'STANDARD'])('the observability of a %s environment', (workflowType) => {
  const stack = synthesizeApplication('dev', { workflowType });
  const alarms = Object.values(alarmsOf(stack));
  const { widgets } = dashboardOf(stack);
  const ofAlarms = alarms.flatMap(metricsOfAlarm);
  const ofDashboard = widgets.flatMap(({ properties }) => (properties.metrics ?? []).map(metricOfRow));
  const addresses = Object.entries(stack.resource).flatMap(([type, named]) =>
    Object.keys(named).map((id) => `${type}.${id}`),
  );

  it('is made of metrics that exist, each with its complete set of dimensions', () => {
    expect(ofAlarms.length).toBeGreaterThanOrEqual(alarms.length);
    expect(ofDashboard.length).toBeGreaterThan(20);
    for (const { namespace, name, dimensions } of [...ofAlarms, ...ofDashboard]) {
      expect(EXISTING_METRICS[namespace]?.names).toContain(name);
      expect([name, ...Object.keys(dimensions)]).toEqual([
        name,
        ...(EXISTING_METRICS[namespace]?.dimensions ?? []),
      ]);
    }
  });

  it('looks at resources of the stack', () => {
    for (const { dimensions } of [...ofAlarms, ...ofDashboard]) {
      for (const [dimension, value] of Object.entries(dimensions)) {
        if (dimension === 'Environment') expect(value).toBe('dev');
        else expect(addresses).toContain(DIMENSION_VALUES[dimension]?.exec(value)?.[1]);
      }
    }
  });

  it('shows every metric of the functions, under the names they are told to emit them by', () => {
    const shown = ofDashboard.filter(({ namespace }) => namespace === 'dofs').map(({ name }) => name);
    const functions = Object.values(stack.resource.aws_lambda_function ?? {}).map(
      ({ environment }) =>
        (environment as { variables: Record<string, string> } | undefined)?.variables ?? {},
    );
    const emitting = functions.filter(({ METRICS_NAMESPACE }) => METRICS_NAMESPACE);

    expect([...new Set(shown)].sort()).toEqual([...(EXISTING_METRICS.dofs?.names ?? [])].sort());
    expect(emitting).toHaveLength(4);
    for (const variables of emitting)
      expect(variables).toMatchObject({ METRICS_NAMESPACE: 'dofs', METRICS_ENVIRONMENT: 'dev' });
  });

  it('shows every alarm on the dashboard', () => {
    const shown = widgets.flatMap(({ properties }) => properties.alarms ?? []);
    const arns = Object.keys(stack.resource.aws_cloudwatch_metric_alarm ?? {}).map(
      (id) => `\${aws_cloudwatch_metric_alarm.${id}.arn}`,
    );

    expect(shown.sort()).toEqual(arns.sort());
  });
});
