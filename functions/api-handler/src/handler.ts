import { SFNClient } from '@aws-sdk/client-sfn';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { createLogger, readChoice, readEnvironment } from 'function-kit';
import { createDocumentClient, createOrderReader } from 'order-store';
import { ENVIRONMENT } from './env.ts';
import { createExpressWorkflow } from './express-workflow.ts';
import { handlePlaceOrder } from './handle-place-order.ts';
import type { OrderWorkflow } from './order-workflow.ts';
import { createStandardWorkflow } from './standard-workflow.ts';

const environment = readEnvironment(ENVIRONMENT);
const dependencies = { workflow: createWorkflow(), logger: createLogger('api-handler') };

function createWorkflow(): OrderWorkflow {
  const client = new SFNClient();
  const stateMachineArn = environment.STATE_MACHINE_ARN;
  const type = readChoice(environment, 'WORKFLOW_TYPE', ['EXPRESS', 'STANDARD']);
  if (type === 'EXPRESS') return createExpressWorkflow(client, stateMachineArn);
  const orders = createOrderReader(createDocumentClient(), environment.ORDERS_TABLE);
  return createStandardWorkflow({ client, stateMachineArn, orders, now: () => new Date() });
}

export const handler = (event: APIGatewayProxyEventV2) => handlePlaceOrder(event, dependencies);
