import {
  type SFNClient,
  StartSyncExecutionCommand,
  type StartSyncExecutionCommandOutput,
} from '@aws-sdk/client-sfn';
import { contentOf, InvalidOrderError, OrderConflictError } from 'order-model';
import type { AcceptedOrder, OrderWorkflow } from './order-workflow.ts';

/** An EXPRESS workflow: the API waits for it, so an accepted order is stored and queued. */
export function createExpressWorkflow(client: SFNClient, stateMachineArn: string): OrderWorkflow {
  return {
    async start(order) {
      const input = JSON.stringify(contentOf(order));
      return acceptedOrder(await client.send(new StartSyncExecutionCommand({ stateMachineArn, input })));
    },
  };
}

function acceptedOrder({
  status,
  output,
  error,
  cause,
  executionArn,
}: StartSyncExecutionCommandOutput): AcceptedOrder {
  if (status === 'SUCCEEDED') {
    const { status, replayed } = JSON.parse(output ?? '');
    return { status, replayed };
  }
  if (error === 'OrderConflict') throw new OrderConflictError(errorMessage(cause));
  if (error === 'InvalidOrder') throw new InvalidOrderError(errorMessage(cause));
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
