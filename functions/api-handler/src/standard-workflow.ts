import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionStatus,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import {
  type Clock,
  contentOf,
  isSameContent,
  OrderConflictError,
  type OrderContent,
  type OrderReader,
} from 'order-model';
import { type AcceptedOrder, type OrderWorkflow, WORKFLOW_TIMEOUT_MILLISECONDS } from './order-workflow.ts';
import { withTimeout } from './with-timeout.ts';

export interface StandardWorkflowDependencies {
  readonly client: SFNClient;
  readonly stateMachineArn: string;
  readonly orders: OrderReader;
  readonly now: Clock;
}

/** A STANDARD workflow: its execution is named by the order, so an accepted order is durable and starts once. */
export function createStandardWorkflow(dependencies: StandardWorkflowDependencies): OrderWorkflow {
  const { client, stateMachineArn, now } = dependencies;
  return {
    async start(order) {
      // Names of executions are free again after 90 days, and EXPRESS ones were never taken: the table knows longer.
      const stored = await dependencies.orders.find(order.order_id);
      if (stored) return replayOf(order, stored, stored.status);
      const requestedAt = now();
      const input = JSON.stringify(contentOf(order));
      try {
        // The same name and input while the execution runs is answered with that execution and its start.
        // https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
        const command = new StartExecutionCommand({ stateMachineArn, name: order.order_id, input });
        const { startDate } = await withTimeout(WORKFLOW_TIMEOUT_MILLISECONDS, (abortSignal) =>
          client.send(command, { abortSignal }),
        );
        return { status: 'PENDING', replayed: startDate !== undefined && startDate < requestedAt };
      } catch (error) {
        if (error instanceof ExecutionAlreadyExists) return replay(order, dependencies);
        throw error;
      }
    },
  };
}

/** An execution with the order's name exists: the order is a replay or a conflict. */
async function replay(
  order: OrderContent,
  dependencies: StandardWorkflowDependencies,
): Promise<AcceptedOrder> {
  const stored = await dependencies.orders.find(order.order_id);
  if (stored) return replayOf(order, stored, stored.status);
  const { client, stateMachineArn } = dependencies;
  const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${order.order_id}`;
  const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
  // Accepted and not stored: either it will be in a moment, or the execution failed and left a dead letter.
  const isOver =
    execution.status !== ExecutionStatus.RUNNING && execution.status !== ExecutionStatus.SUCCEEDED;
  return replayOf(order, JSON.parse(execution.input ?? '{}'), isOver ? 'FAILED' : 'PENDING');
}

function replayOf(
  order: OrderContent,
  accepted: OrderContent,
  status: AcceptedOrder['status'],
): AcceptedOrder {
  if (!isSameContent(order, accepted)) throw OrderConflictError.between(order, accepted);
  return { status, replayed: true };
}
