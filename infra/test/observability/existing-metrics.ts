import type { OrderMetrics } from '../../src/observability/order-metrics.ts';

interface ExistingMetrics {
  /** The page the names and dimensions were read from. */
  readonly source: string;
  readonly names: readonly string[];
  /** A metric is found by a complete set of dimensions only. */
  readonly dimensions: readonly string[];
}

/** The functions' own metrics; one more or one less does not compile. */
const ORDER_METRICS = {
  OrdersAccepted: 'Count',
  OrderConflicts: 'Count',
  OrdersFulfilled: 'Count',
  OrderCompletionTime: 'Milliseconds',
  FulfillmentAttemptsFailed: 'Count',
  OrdersFailed: 'Count',
  DeadLettersNotRecorded: 'Count',
  OrdersRedriven: 'Count',
} satisfies OrderMetrics;

/** The metrics that exist, by namespace: an alarm on any other never rings. */
export const EXISTING_METRICS: Readonly<Record<string, ExistingMetrics>> = {
  'AWS/SQS': {
    source:
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html',
    names: [
      'ApproximateAgeOfOldestMessage',
      'ApproximateNumberOfMessagesDelayed',
      'ApproximateNumberOfMessagesNotVisible',
      'ApproximateNumberOfMessagesVisible',
      'NumberOfEmptyReceives',
      'NumberOfMessagesDeleted',
      'NumberOfMessagesReceived',
      'NumberOfMessagesSent',
      'SentMessageSize',
    ],
    dimensions: ['QueueName'],
  },
  'AWS/States': {
    source: 'https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html',
    names: [
      'ExecutionTime',
      'ExecutionThrottled',
      'ExecutionsAborted',
      'ExecutionsFailed',
      'ExecutionsStarted',
      'ExecutionsSucceeded',
      'ExecutionsTimedOut',
    ],
    dimensions: ['StateMachineArn'],
  },
  'AWS/Lambda': {
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html',
    names: ['Invocations', 'Errors', 'Throttles', 'Duration', 'ConcurrentExecutions'],
    dimensions: ['FunctionName'],
  },
  'AWS/ApiGateway': {
    source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html',
    names: ['4xx', '5xx', 'Count', 'IntegrationLatency', 'Latency', 'DataProcessed'],
    dimensions: ['ApiId'],
  },
  'AWS/DynamoDB': {
    source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html',
    names: [
      'ConsumedReadCapacityUnits',
      'ConsumedWriteCapacityUnits',
      'ReadThrottleEvents',
      'WriteThrottleEvents',
    ],
    dimensions: ['TableName'],
  },
  dofs: {
    source: 'functions/*/src/env.ts',
    names: Object.keys(ORDER_METRICS),
    dimensions: ['Environment'],
  },
};

/** What a dimension's value has to be: the attribute of a resource that names it in CloudWatch. */
export const DIMENSION_VALUES: Readonly<Record<string, RegExp>> = {
  QueueName: /^\$\{(aws_sqs_queue\.[\w-]+)\.name\}$/,
  StateMachineArn: /^\$\{(aws_sfn_state_machine\.[\w-]+)\.arn\}$/,
  FunctionName: /^\$\{(aws_lambda_function\.[\w-]+)\.function_name\}$/,
  ApiId: /^\$\{(aws_apigatewayv2_api\.[\w-]+)\.id\}$/,
  TableName: /^\$\{(aws_dynamodb_table\.[\w-]+)\.name\}$/,
};
