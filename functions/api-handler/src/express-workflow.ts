import { randomUUID } from 'node:crypto';
import {
  type SFNClient,
  StartSyncExecutionCommand,
  type StartSyncExecutionCommandOutput,
} from '@aws-sdk/client-sfn';
import { contentOf, InvalidOrderError, OrderConflictError } from 'order-model';
import { OrderNotQueuedError } from './errors.ts';
import { type AcceptedOrder, type OrderWorkflow, WORKFLOW_TIMEOUT_MILLISECONDS } from './order-workflow.ts';
import { withTimeout } from './with-timeout.ts';

/** Names of executions have at most 80 characters. */
const NAME_ORDER_ID_CHARACTERS = 67;

/**
 * An EXPRESS workflow: the API waits for it, so an accepted order is stored and queued. The name of an execution starts
 * with the order_id: it is in every line of the workflow's log, whose data is left out at most log levels. It ends with
 * `newId`, as two executions of an order must not share a failed_orders row.
 */
export function createExpressWorkflow(
  client: SFNClient,
  stateMachineArn: string,
  newId: () => string = randomUUID,
): OrderWorkflow {
  return {
    async start(order) {
      const input = JSON.stringify(contentOf(order));
      const name = `${order.order_id.slice(0, NAME_ORDER_ID_CHARACTERS)}-${newId().slice(-12)}`;
      const command = new StartSyncExecutionCommand({ stateMachineArn, name, input });
      const execution = await withTimeout(WORKFLOW_TIMEOUT_MILLISECONDS, (abortSignal) =>
        client.send(command, { abortSignal }),
      );
      return acceptedOrder(order.order_id, execution);
    },
  };
}

function acceptedOrder(orderId: string, execution: StartSyncExecutionCommandOutput): AcceptedOrder {
  const { status, output, error, cause, executionArn } = execution;
  if (status === 'SUCCEEDED') {
    const { status, replayed } = JSON.parse(output ?? '');
    return { status, replayed };
  }
  if (error === 'OrderConflict') throw new OrderConflictError(errorMessage(cause));
  if (error === 'InvalidOrder') throw new InvalidOrderError(errorMessage(cause));
  if (error === 'OrderNotQueued') throw new OrderNotQueuedError(orderId);
  throw new Error(
    `execution ${executionArn} ended ${status}: ${error ?? 'no error'}: ${cause ?? 'no cause'}`,
  );
}

/** The message in a cause: for a Lambda task it is JSON with `errorMessage`. */
function errorMessage(cause = ''): string {
  try {
    return String(JSON.parse(cause).errorMessage ?? cause);
  } catch {
    return cause;
  }
}
