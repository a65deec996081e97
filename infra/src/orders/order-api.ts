import type { Environment } from 'api-handler/env';
import { Construct } from 'constructs';
import { HttpApi, type HttpApiProps } from '../aws/http-api.ts';
import { resourceName } from '../names.ts';
import { orderFunction } from './order-function.ts';
import type { OrderProps } from './order-props.ts';
import type { OrderQueue } from './order-queue.ts';
import { addOrderRoutes } from './order-routes.ts';
import type { OrderTables } from './order-tables.ts';
import type { OrderWorkflow } from './order-workflow.ts';
import { routeAuthorization } from './route-authorization.ts';

/** What the answers say beside their bodies. */
const EXPOSED_HEADERS = ['Location', 'Idempotent-Replayed', 'Retry-After'];

/** The parts of the application that the API leads to. */
export interface OrderParts {
  readonly tables: OrderTables;
  readonly queue: OrderQueue;
  readonly workflow: OrderWorkflow;
}

/** The HTTP API: clients place and read orders with it, operators see all of them and redrive failed ones. */
export class OrderApi extends Construct {
  readonly endpoint: string;
  readonly apiId: string;

  constructor(scope: Construct, id: string, props: OrderProps, parts: OrderParts) {
    super(scope, id);
    const { tables, workflow } = parts;
    const api = new HttpApi(this, 'http-api', {
      name: resourceName(props, 'order-api'),
      throttlingRateLimit: props.apiThrottlingRateLimit,
      throttlingBurstLimit: props.apiThrottlingBurstLimit,
      logRetentionDays: props.logRetentionDays,
      ...jwtOf(props),
      ...corsOf(props),
    });
    this.endpoint = api.endpoint;
    this.apiId = api.apiId;
    const apiHandler = orderFunction(this, props, {
      name: 'api-handler',
      // The API itself gives up after 30 seconds.
      timeoutSeconds: 29,
      environment: {
        WORKFLOW_TYPE: props.workflowType,
        STATE_MACHINE_ARN: workflow.stateMachineArn,
        ORDERS_TABLE: tables.orders.name,
      } satisfies Environment,
    });
    workflow.grantStart(apiHandler);
    if (props.workflowType === 'STANDARD') tables.orders.grant(apiHandler, 'GetItem');
    api.addRoute('place-order', {
      routeKey: 'POST /order',
      authorization: routeAuthorization('client', props),
      handler: apiHandler,
    });
    addOrderRoutes(this, props, api, parts);
  }
}

function jwtOf({ apiAuthorization, jwtIssuer, jwtAudience }: OrderProps): Pick<HttpApiProps, 'jwt'> {
  if (apiAuthorization !== 'jwt' || !jwtIssuer || !jwtAudience) return {};
  return { jwt: { issuer: jwtIssuer, audience: jwtAudience } };
}

function corsOf({ corsAllowOrigins }: OrderProps): Pick<HttpApiProps, 'cors'> {
  if (!corsAllowOrigins) return {};
  return { cors: { allowOrigins: corsAllowOrigins, exposeHeaders: EXPOSED_HEADERS } };
}
