import type { Metric, Statistic } from './metric.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
export function queueMetric(
  QueueName: string,
  name: 'ApproximateAgeOfOldestMessage' | 'ApproximateNumberOfMessagesVisible',
): Metric {
  return { namespace: 'AWS/SQS', name, dimensions: { QueueName }, statistic: 'Maximum' };
}

/**
 * ExecutionThrottled counts throttled state transitions, of which only STANDARD has a quota.
 * https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
 */
export function workflowMetric(
  StateMachineArn: string,
  name:
    | 'ExecutionsStarted'
    | 'ExecutionsSucceeded'
    | 'ExecutionsFailed'
    | 'ExecutionsTimedOut'
    | 'ExecutionThrottled',
): Metric {
  return { namespace: 'AWS/States', name, dimensions: { StateMachineArn }, statistic: 'Sum' };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
export function functionMetric(
  FunctionName: string,
  name: 'Errors' | 'Throttles' | 'Duration' | 'ConcurrentExecutions',
  statistic: Statistic = 'Sum',
): Metric {
  return { namespace: 'AWS/Lambda', name, dimensions: { FunctionName }, statistic };
}

/** Not the names of a REST API, which has 5XXError by ApiName. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html */
export function apiMetric(
  ApiId: string,
  name: 'Count' | '4xx' | '5xx' | 'Latency',
  statistic: Statistic = 'Sum',
): Metric {
  return { namespace: 'AWS/ApiGateway', name, dimensions: { ApiId }, statistic };
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html */
export function tableMetric(TableName: string, name: 'ReadThrottleEvents' | 'WriteThrottleEvents'): Metric {
  return { namespace: 'AWS/DynamoDB', name, dimensions: { TableName }, statistic: 'Sum' };
}
