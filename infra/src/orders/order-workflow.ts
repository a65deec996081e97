import { Construct } from 'constructs';
import type { Environment as OrderStorageEnvironment } from 'order-storage/env';
import type { Environment as ValidatorEnvironment } from 'validator/env';
import type { NodeFunction } from '../aws/node-function.ts';
import { StateMachine } from '../aws/state-machine.ts';
import { arnsIn, permissionsBoundaryArn, resourceName } from '../names.ts';
import { metricsVariables } from '../observability/order-metrics.ts';
import { orderFunction } from './order-function.ts';
import type { OrderProps } from './order-props.ts';
import type { OrderQueue } from './order-queue.ts';
import type { OrderTables } from './order-tables.ts';
import { orderWorkflowDefinition } from './order-workflow-definition.ts';

/** The state machine that takes orders in, with the functions of its tasks. */
export class OrderWorkflow extends Construct {
  readonly stateMachineArn: string;
  readonly orderStorage: NodeFunction;
  readonly #props: OrderProps;
  readonly #name: string;

  constructor(scope: Construct, id: string, props: OrderProps, tables: OrderTables, queue: OrderQueue) {
    super(scope, id);
    this.#props = props;
    this.#name = resourceName(props, 'order-workflow');
    const validator = orderFunction(this, props, {
      name: 'validator',
      timeoutSeconds: 4,
      environment: {} satisfies ValidatorEnvironment,
    });
    const orderStorage = orderFunction(this, props, {
      name: 'order-storage',
      timeoutSeconds: 4,
      environment: {
        ORDERS_TABLE: tables.orders.name,
        STATUS_SHARDS: String(props.statusShards),
        FAILED_ORDERS_TABLE: tables.failedOrders.name,
        ...metricsVariables(props),
      } satisfies OrderStorageEnvironment,
    });
    this.orderStorage = orderStorage;
    tables.orders.grant(orderStorage, 'GetItem', 'PutItem', 'UpdateItem');
    tables.failedOrders.grant(orderStorage, 'GetItem', 'PutItem');

    const isExpress = props.workflowType === 'EXPRESS';
    const stateMachine = new StateMachine(this, 'workflow', {
      name: this.#name,
      type: props.workflowType,
      definition: orderWorkflowDefinition({
        type: props.workflowType,
        validatorArn: validator.arn,
        orderStorageArn: orderStorage.arn,
        orderQueueUrl: queue.queueUrl,
        deadLetterQueueUrl: queue.deadLetterQueueUrl,
      }),
      logLevel: props.workflowLogLevel,
      logRetentionDays: props.logRetentionDays,
      accountId: props.accountId,
      permissionsBoundaryArn: permissionsBoundaryArn(props),
    });
    stateMachine.grant({
      sid: 'InvokeTasks',
      actions: ['lambda:InvokeFunction'],
      resources: [validator.arn, orderStorage.arn],
    });
    stateMachine.grant({
      sid: 'SendToQueues',
      actions: ['sqs:SendMessage'],
      resources: isExpress ? [queue.queueArn] : [queue.queueArn, queue.deadLetterQueueArn],
    });
    this.stateMachineArn = stateMachine.arn;
  }

  /** Lets a function start executions, and for STANDARD look at the one that exists. */
  grantStart(grantee: NodeFunction): void {
    const isExpress = this.#props.workflowType === 'EXPRESS';
    grantee.grant({
      sid: 'StartWorkflow',
      actions: [isExpress ? 'states:StartSyncExecution' : 'states:StartExecution'],
      resources: [this.stateMachineArn],
    });
    if (isExpress) return;
    grantee.grant({
      sid: 'DescribeExecutions',
      actions: ['states:DescribeExecution'],
      resources: [arnsIn(this.#props)('states', `execution:${this.#name}:*`)],
    });
  }
}
