import type { OrderProps } from '../orders/order-props.ts';
import type { AlarmDefinition } from './alarm.ts';
import { FIVE_MINUTES, ONE_MINUTE, TWO_OF_FIVE_MINUTES } from './alarm.ts';
import { apiMetric, functionMetric, queueMetric, workflowMetric } from './aws-metrics.ts';
import type { ObservedSystem } from './observed-system.ts';
import { orderMetric } from './order-metrics.ts';

/** The shortest age that wakes anybody: below it a burst of orders is simply being worked off. */
const QUEUE_AGE_MIN_SECONDS = 300;
/** SQS leaves a message that was received three times out of the age. */
const RECEIVES_IN_QUEUE_AGE = 3;
/** A warm order takes a fraction of a second, three cold starts in a row about two. */
const LATENCY_MAX_MILLISECONDS = 5000;

/** Everything that wakes a person, most urgent first. */
export function alarms(config: OrderProps, system: ObservedSystem): AlarmDefinition[] {
  return [
    ...failureAlarms(config),
    ...queueAlarms(config, system),
    ...workflowAlarms(config, system),
    ...apiAlarms(system),
    ...functionAlarms(config, system),
  ];
}

function failureAlarms(config: OrderProps): AlarmDefinition[] {
  return [
    {
      name: 'failed-orders',
      metric: orderMetric(config, 'OrdersFailed'),
      threshold: 1,
      minutes: ONE_MINUTE,
      reason: 'Orders ended FAILED; each has a row in failed_orders and waits for a person.',
    },
    {
      name: 'dead-letters-not-recorded',
      metric: orderMetric(config, 'DeadLettersNotRecorded'),
      threshold: 1,
      minutes: ONE_MINUTE,
      reason:
        'Dead letters cannot be written to failed_orders; they stay in order_dlq until it expires them.',
    },
  ];
}

function queueAlarms(config: OrderProps, { queue }: ObservedSystem): AlarmDefinition[] {
  // A message whose deliveries all end without an answer comes back after the visibility timeout each time.
  const deliveries = Math.min(config.maxReceiveCount, RECEIVES_IN_QUEUE_AGE);
  return [
    {
      name: 'order-queue-age',
      metric: queueMetric(queue.queueName, 'ApproximateAgeOfOldestMessage'),
      threshold: Math.max(QUEUE_AGE_MIN_SECONDS, deliveries * queue.visibilityTimeoutSeconds),
      minutes: FIVE_MINUTES,
      reason:
        'Accepted orders wait longer than all their retries take: they are not fulfilled fast enough, or at all.',
    },
    {
      // By AWS's words the age counts from the move to this queue, while expiry counts from the first sending; should an
      // age be that of the first sending after all, a late dead letter lasts less than the five minutes.
      // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html
      name: 'order-dlq-age',
      metric: queueMetric(queue.deadLetterQueueName, 'ApproximateAgeOfOldestMessage'),
      threshold: Math.max(
        QUEUE_AGE_MIN_SECONDS,
        RECEIVES_IN_QUEUE_AGE * queue.deadLetterVisibilityTimeoutSeconds,
      ),
      minutes: FIVE_MINUTES,
      reason:
        'Nobody takes dead letters out of order_dlq; they expire 14 days after their order was accepted.',
    },
  ];
}

function workflowAlarms(config: OrderProps, { workflow }: ObservedSystem): AlarmDefinition[] {
  const metric = (name: Parameters<typeof workflowMetric>[1]) =>
    workflowMetric(workflow.stateMachineArn, name);
  return [
    {
      name: 'workflow-failures',
      metric: metric('ExecutionsFailed'),
      // An order refused with 409 is a failed execution too. The two metrics may put it into neighboring minutes.
      minus: orderMetric(config, 'OrderConflicts'),
      threshold: 1,
      minutes: TWO_OF_FIVE_MINUTES,
      reason:
        'Executions of the order workflow fail, conflicts not counted: orders are not stored or not queued.',
    },
    {
      name: 'workflow-timeouts',
      metric: metric('ExecutionsTimedOut'),
      threshold: 1,
      minutes: ONE_MINUTE,
      reason: 'Executions of the order workflow timed out: their orders may be stored and not queued.',
    },
    ...(config.workflowType === 'STANDARD'
      ? [
          {
            name: 'workflow-throttles',
            metric: metric('ExecutionThrottled'),
            threshold: 1,
            minutes: TWO_OF_FIVE_MINUTES,
            reason: 'State transitions are throttled: the account is at its quota, and accepted orders wait.',
          },
        ]
      : []),
  ];
}

function apiAlarms({ api }: ObservedSystem): AlarmDefinition[] {
  return [
    {
      name: 'api-5xx',
      metric: apiMetric(api.apiId, '5xx'),
      threshold: 1,
      minutes: TWO_OF_FIVE_MINUTES,
      reason: 'The API answers requests with 5xx: clients cannot place or read orders.',
    },
    {
      name: 'api-latency',
      metric: apiMetric(api.apiId, 'Latency', 'p99'),
      threshold: LATENCY_MAX_MILLISECONDS,
      minutes: FIVE_MINUTES,
      reason:
        'One request in a hundred takes longer than 5 seconds: something behind the API is slow or retried.',
    },
  ];
}

function functionAlarms(config: OrderProps, { functions, workflow }: ObservedSystem): AlarmDefinition[] {
  return functions.flatMap((each) => {
    const name = each.node.id;
    return [
      {
        name: `${name}-errors`,
        runbook: 'function-errors',
        metric: functionMetric(each.functionName, 'Errors'),
        // It refuses an order by throwing OrderConflict, which its caller answers with 409.
        ...(each === workflow.orderStorage && { minus: orderMetric(config, 'OrderConflicts') }),
        threshold: 1,
        minutes: TWO_OF_FIVE_MINUTES,
        reason: `The function ${name} throws, times out or runs out of memory.`,
      },
      {
        name: `${name}-throttles`,
        runbook: 'function-throttles',
        metric: functionMetric(each.functionName, 'Throttles'),
        threshold: 1,
        minutes: TWO_OF_FIVE_MINUTES,
        reason: `Invocations of the function ${name} are throttled: there is no concurrency left for it.`,
      },
    ];
  });
}
