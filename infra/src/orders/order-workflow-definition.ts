/** The states of the order workflow. */
type OrderWorkflowState =
  | 'ValidateOrder'
  | 'StoreOrder'
  | 'IsPending'
  | 'SendToQueue'
  | 'AlreadyEnded'
  | 'MarkOrderFailed'
  | 'SendToDeadLetterQueue'
  | 'InvalidOrder'
  | 'OrderConflict'
  | 'OrderNotStored'
  | 'OrderNotQueued';

interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL';
}

interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next: OrderWorkflowState;
  readonly ResultPath?: string;
}

interface TaskState {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly Parameters: object;
  readonly TimeoutSeconds: number;
  readonly ResultPath?: string | null;
  readonly OutputPath?: string;
  readonly Retry: readonly Retrier[];
  readonly Catch: readonly Catcher[];
  readonly Next?: OrderWorkflowState;
  readonly End?: true;
}

interface ChoiceState {
  readonly Type: 'Choice';
  readonly Choices: readonly { Variable: string; StringEquals: string; Next: OrderWorkflowState }[];
  readonly Default: OrderWorkflowState;
}

interface FailState {
  readonly Type: 'Fail';
  readonly Error: string;
  readonly Cause?: string;
  readonly CausePath?: string;
}

type State = TaskState | ChoiceState | FailState | { readonly Type: 'Succeed' };

/** The order workflow in Amazon States Language. */
export interface OrderWorkflowDefinition {
  readonly Comment: string;
  readonly StartAt: OrderWorkflowState;
  readonly TimeoutSeconds: number;
  readonly States: Partial<Record<OrderWorkflowState, State>>;
}

export interface OrderWorkflowProps {
  readonly type: 'EXPRESS' | 'STANDARD';
  readonly validatorArn: string;
  readonly orderStorageArn: string;
  readonly orderQueueUrl: string;
  readonly deadLetterQueueUrl: string;
}

const LAMBDA_INVOKE = 'arn:aws:states:::lambda:invoke';
const SQS_SEND_MESSAGE = 'arn:aws:states:::sqs:sendMessage';
const TASK_TIMEOUT_SECONDS = 20;

/** An order in the state input, as the message and the functions take it. */
const ORDER = { 'order_id.$': '$.order_id', 'product.$': '$.product', 'quantity.$': '$.quantity' };

/**
 * ValidateOrder, StoreOrder, SendToQueue; every way to fail ends in a Fail state.
 *
 * EXPRESS: the API waits, so an execution has to end before the API's 30 seconds, and what fails is told to the client,
 * who sends the order again. STANDARD: the client has its answer already, so faults are retried for minutes, and an order
 * that still cannot be stored becomes a dead letter rather than being lost with its execution.
 */
export function orderWorkflowDefinition(props: OrderWorkflowProps): OrderWorkflowDefinition {
  const isExpress = props.type === 'EXPRESS';
  const retryFaults: Retrier = {
    ErrorEquals: ['States.ALL'],
    IntervalSeconds: 1,
    BackoffRate: 2,
    MaxAttempts: isExpress ? 2 : 10,
    MaxDelaySeconds: isExpress ? 2 : 60,
    JitterStrategy: 'FULL',
  };
  const retry = [retryFaults];
  const never = (error: string): Retrier => ({ ErrorEquals: [error], MaxAttempts: 0 });
  // EXPRESS: a task that hangs at every attempt (3 × 5 s and 3 s in between) leaves time to mark the order FAILED.
  const task = { Type: 'Task', TimeoutSeconds: isExpress ? 5 : TASK_TIMEOUT_SECONDS } as const;
  const catchFaults = (Next: OrderWorkflowState): Catcher => ({
    ErrorEquals: ['States.ALL'],
    ResultPath: '$.error',
    Next,
  });
  const orderNotStored = catchFaults(isExpress ? 'OrderNotStored' : 'SendToDeadLetterQueue');

  return {
    Comment: 'Takes an order in: validates it, stores it as PENDING and queues it for fulfillment',
    StartAt: 'ValidateOrder',
    TimeoutSeconds: isExpress ? 25 : 7200,
    States: {
      ValidateOrder: {
        ...task,
        Resource: LAMBDA_INVOKE,
        Parameters: { FunctionName: props.validatorArn, 'Payload.$': '$' },
        OutputPath: '$.Payload',
        Retry: [never('InvalidOrder'), ...retry],
        Catch: [{ ErrorEquals: ['InvalidOrder'], Next: 'InvalidOrder' }, orderNotStored],
        Next: 'StoreOrder',
      },
      StoreOrder: {
        ...task,
        Resource: LAMBDA_INVOKE,
        Parameters: {
          FunctionName: props.orderStorageArn,
          Payload: { operation: 'StoreOrder', order: ORDER, 'accepted_at.$': '$$.Execution.StartTime' },
        },
        OutputPath: '$.Payload',
        Retry: [never('OrderConflict'), ...retry],
        Catch: [{ ErrorEquals: ['OrderConflict'], Next: 'OrderConflict' }, orderNotStored],
        Next: 'IsPending',
      },
      IsPending: {
        Type: 'Choice',
        Choices: [{ Variable: '$.status', StringEquals: 'PENDING', Next: 'SendToQueue' }],
        Default: 'AlreadyEnded',
      },
      SendToQueue: {
        ...task,
        Resource: SQS_SEND_MESSAGE,
        Parameters: { QueueUrl: props.orderQueueUrl, MessageBody: ORDER },
        ResultPath: null,
        Retry: retry,
        Catch: [catchFaults('MarkOrderFailed')],
        End: true,
      },
      AlreadyEnded: { Type: 'Succeed' },
      MarkOrderFailed: {
        ...task,
        Resource: LAMBDA_INVOKE,
        Parameters: {
          FunctionName: props.orderStorageArn,
          Payload: {
            operation: 'MarkOrderFailed',
            order: ORDER,
            'failed_order_id.$': '$$.Execution.Name',
            'reason.$': "States.Format('not queued: {}', $.error.Error)",
          },
        },
        ResultPath: null,
        Retry: retry,
        Catch: [catchFaults(isExpress ? 'OrderNotQueued' : 'SendToDeadLetterQueue')],
        Next: 'OrderNotQueued',
      },
      ...(isExpress ? {} : { SendToDeadLetterQueue: sendToDeadLetterQueue(props.deadLetterQueueUrl, retry) }),
      InvalidOrder: { Type: 'Fail', Error: 'InvalidOrder', CausePath: '$.Cause' },
      OrderConflict: { Type: 'Fail', Error: 'OrderConflict', CausePath: '$.Cause' },
      OrderNotStored: { Type: 'Fail', Error: 'OrderNotStored', Cause: 'the events before this one say why' },
      OrderNotQueued: { Type: 'Fail', Error: 'OrderNotQueued', Cause: 'the events before this one say why' },
    },
  };
}

/** An accepted order that cannot be stored waits for an operator in failed_orders. */
function sendToDeadLetterQueue(deadLetterQueueUrl: string, retry: readonly Retrier[]): TaskState {
  return {
    Type: 'Task',
    Resource: SQS_SEND_MESSAGE,
    TimeoutSeconds: TASK_TIMEOUT_SECONDS,
    Parameters: {
      QueueUrl: deadLetterQueueUrl,
      MessageBody: ORDER,
      MessageAttributes: {
        reason: {
          DataType: 'String',
          'StringValue.$': "States.Format('the workflow failed: {}', $.error.Error)",
        },
      },
    },
    ResultPath: null,
    Retry: retry,
    Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'OrderNotStored' }],
    Next: 'OrderNotStored',
  };
}
