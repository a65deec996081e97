import type { OrderProps } from '../orders/order-props.ts';
import { apiMetric, functionMetric, queueMetric, tableMetric, workflowMetric } from './aws-metrics.ts';
import type { Metric, Statistic } from './metric.ts';
import type { ObservedSystem } from './observed-system.ts';
import { orderMetric } from './order-metrics.ts';

const COLUMNS = 3;
const WIDTH = 24 / COLUMNS;
const HEIGHT = 6;
const ALARMS_HEIGHT = 3;

interface Graph {
  readonly title: string;
  readonly metrics: readonly Metric[];
}

/**
 * The dashboard of an environment as CloudWatch takes it: the alarms, then a row per part of an order's way.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function dashboardBody(
  config: OrderProps,
  system: ObservedSystem,
  alarmArns: readonly string[],
): string {
  const alarmStatus = {
    type: 'alarm',
    x: 0,
    y: 0,
    width: WIDTH * COLUMNS,
    height: ALARMS_HEIGHT,
    properties: { title: 'Alarms', alarms: alarmArns },
  };
  const widgets = graphs(config, system).map(({ title, metrics }, index) => ({
    type: 'metric',
    x: (index % COLUMNS) * WIDTH,
    y: ALARMS_HEIGHT + Math.floor(index / COLUMNS) * HEIGHT,
    width: WIDTH,
    height: HEIGHT,
    properties: { title, region: config.region, view: 'timeSeries', period: 60, metrics: metrics.map(row) },
  }));
  return JSON.stringify({ widgets: [alarmStatus, ...widgets] });
}

function row({ namespace, name, dimensions, statistic }: Metric) {
  return [namespace, name, ...Object.entries(dimensions).flat(), { stat: statistic }];
}

/** As many per part as there are columns. */
function graphs(config: OrderProps, { tables, queue, workflow, api, functions }: ObservedSystem): Graph[] {
  const { stateMachineArn } = workflow;
  const queues = [queue.queueName, queue.deadLetterQueueName];
  const tableNames = [tables.orders.name, tables.failedOrders.name];
  const ofFunctions = (name: Parameters<typeof functionMetric>[1], statistic: Statistic = 'Sum') =>
    functions.map(({ functionName }) => functionMetric(functionName, name, statistic));
  return [
    {
      title: 'Orders',
      metrics: [
        orderMetric(config, 'OrdersAccepted'),
        orderMetric(config, 'OrdersFulfilled'),
        orderMetric(config, 'OrdersFailed'),
        orderMetric(config, 'OrdersRedriven'),
      ],
    },
    {
      title: 'From accepted to fulfilled (ms)',
      metrics: [
        orderMetric(config, 'OrderCompletionTime', 'p50'),
        orderMetric(config, 'OrderCompletionTime', 'p99'),
      ],
    },
    {
      title: 'What goes wrong on the way',
      metrics: [
        orderMetric(config, 'FulfillmentAttemptsFailed'),
        orderMetric(config, 'OrderConflicts'),
        orderMetric(config, 'DeadLettersNotRecorded'),
      ],
    },
    {
      title: 'API requests',
      metrics: [apiMetric(api.apiId, 'Count'), apiMetric(api.apiId, '4xx'), apiMetric(api.apiId, '5xx')],
    },
    {
      title: 'API latency (ms)',
      metrics: [apiMetric(api.apiId, 'Latency', 'p50'), apiMetric(api.apiId, 'Latency', 'p99')],
    },
    {
      title: 'Workflow',
      metrics: [
        workflowMetric(stateMachineArn, 'ExecutionsStarted'),
        workflowMetric(stateMachineArn, 'ExecutionsSucceeded'),
        workflowMetric(stateMachineArn, 'ExecutionsFailed'),
        workflowMetric(stateMachineArn, 'ExecutionsTimedOut'),
      ],
    },
    {
      title: 'Messages waiting',
      metrics: queues.map((name) => queueMetric(name, 'ApproximateNumberOfMessagesVisible')),
    },
    {
      title: 'Age of the oldest message (s)',
      metrics: queues.map((name) => queueMetric(name, 'ApproximateAgeOfOldestMessage')),
    },
    {
      title: 'Table requests that were throttled',
      metrics: tableNames.flatMap((name) => [
        tableMetric(name, 'ReadThrottleEvents'),
        tableMetric(name, 'WriteThrottleEvents'),
      ]),
    },
    {
      title: 'Function errors and throttles',
      metrics: [...ofFunctions('Errors'), ...ofFunctions('Throttles')],
    },
    { title: 'Function duration p99 (ms)', metrics: ofFunctions('Duration', 'p99') },
    { title: 'Function concurrency', metrics: ofFunctions('ConcurrentExecutions', 'Maximum') },
  ];
}
