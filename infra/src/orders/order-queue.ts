import { Construct } from 'constructs';
import type { Environment as DlqHandlerEnvironment } from 'dlq-handler/env';
import type { Environment as FulfillOrderEnvironment } from 'fulfill-order/env';
import { consumeQueue, visibilityTimeoutFor } from '../aws/queue-consumer.ts';
import { QueueWithDlq } from '../aws/queue-with-dlq.ts';
import { resourceName } from '../names.ts';
import { metricsVariables } from '../observability/order-metrics.ts';
import { orderFunction } from './order-function.ts';
import type { OrderProps } from './order-props.ts';
import type { OrderTables } from './order-tables.ts';

const DLQ_HANDLER_TIMEOUT_SECONDS = 10;

/** The queue of accepted orders with the function that fulfills them, and the way of those that cannot be. */
export class OrderQueue extends Construct {
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly deadLetterQueueUrl: string;
  readonly deadLetterQueueArn: string;
  /** As references, for metrics of the queues. */
  readonly queueName: string;
  readonly deadLetterQueueName: string;
  readonly visibilityTimeoutSeconds: number;
  readonly deadLetterVisibilityTimeoutSeconds: number;

  constructor(scope: Construct, id: string, props: OrderProps, tables: OrderTables) {
    super(scope, id);
    this.visibilityTimeoutSeconds = visibilityTimeoutFor(
      props.fulfillmentTimeoutSeconds,
      props.fulfillmentBatchingWindowSeconds,
    );
    this.deadLetterVisibilityTimeoutSeconds = visibilityTimeoutFor(DLQ_HANDLER_TIMEOUT_SECONDS);
    const { queue, deadLetterQueue } = new QueueWithDlq(this, 'queues', {
      queueName: resourceName(props, 'order-queue'),
      deadLetterQueueName: resourceName(props, 'order-dlq'),
      logicalIds: { queue: 'order_queue', deadLetterQueue: 'order_dlq' },
      visibilityTimeoutSeconds: this.visibilityTimeoutSeconds,
      deadLetterVisibilityTimeoutSeconds: this.deadLetterVisibilityTimeoutSeconds,
      maxReceiveCount: props.maxReceiveCount,
    });
    this.queueUrl = queue.url;
    this.queueArn = queue.arn;
    this.deadLetterQueueUrl = deadLetterQueue.url;
    this.deadLetterQueueArn = deadLetterQueue.arn;
    this.queueName = queue.name;
    this.deadLetterQueueName = deadLetterQueue.name;

    const fulfillOrder = orderFunction(this, props, {
      name: 'fulfill-order',
      timeoutSeconds: props.fulfillmentTimeoutSeconds,
      environment: {
        ORDERS_TABLE: tables.orders.name,
        STATUS_SHARDS: String(props.statusShards),
        ORDER_QUEUE_URL: queue.url,
        MAX_RECEIVE_COUNT: String(props.maxReceiveCount),
        FULFILLMENT_SUCCESS_RATE: String(props.fulfillmentSuccessRate),
        ...metricsVariables(props),
      } satisfies FulfillOrderEnvironment,
    });
    tables.orders.grant(fulfillOrder, 'GetItem', 'UpdateItem');
    consumeQueue(this, 'order-source', {
      queue,
      consumer: fulfillOrder,
      batchSize: 10,
      batchingWindowSeconds: props.fulfillmentBatchingWindowSeconds,
      maximumConcurrency: props.eventSourceMaximumConcurrency,
      additionalActions: ['sqs:ChangeMessageVisibility'],
    });

    const dlqHandler = orderFunction(this, props, {
      name: 'dlq-handler',
      timeoutSeconds: DLQ_HANDLER_TIMEOUT_SECONDS,
      environment: {
        ORDERS_TABLE: tables.orders.name,
        STATUS_SHARDS: String(props.statusShards),
        FAILED_ORDERS_TABLE: tables.failedOrders.name,
        MAX_RECEIVE_COUNT: String(props.maxReceiveCount),
        ...metricsVariables(props),
      } satisfies DlqHandlerEnvironment,
    });
    tables.orders.grant(dlqHandler, 'GetItem', 'PutItem', 'UpdateItem');
    tables.failedOrders.grant(dlqHandler, 'GetItem', 'PutItem');
    consumeQueue(this, 'dead-letter-source', {
      queue: deadLetterQueue,
      consumer: dlqHandler,
      batchSize: 10,
      maximumConcurrency: 2,
    });
  }
}
