import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CDKTF_OUT } from './repository.ts';
import { UserError } from './user-error.ts';

/** Who API Gateway lets call a route. */
export type RouteAuthorization = 'NONE' | 'AWS_IAM' | 'JWT';

export type WorkflowType = 'EXPRESS' | 'STANDARD';

/** Names of the deployed resources that scripts talk to, and what has to be known of them. */
export interface StackNames {
  readonly region: string;
  readonly accountId: string;
  readonly ordersTable: string;
  readonly failedOrdersTable: string;
  readonly orderQueue: string;
  readonly deadLetterQueue: string;
  readonly stateMachine: string;
  readonly workflowType: WorkflowType;
  readonly workflowLogGroup: string;
  readonly workflowLogLevel: 'ALL' | 'ERROR' | 'FATAL' | 'OFF';
  /** Of the route `POST /order`. */
  readonly placeOrderAuthorization: RouteAuthorization;
  /** Of the routes that list and redrive failed orders. */
  readonly operatorAuthorization: RouteAuthorization;
  /** Log group of a function, by its package name. */
  readonly functionLogGroups: ReadonlyMap<string, string>;
}

interface TerraformJson {
  readonly provider: { readonly aws: readonly { region: string; allowed_account_ids: readonly string[] }[] };
  readonly resource: Readonly<Record<string, Readonly<Record<string, { name: string }>>>> & {
    readonly aws_sfn_state_machine?: Readonly<Record<string, StateMachine>>;
    readonly aws_apigatewayv2_route?: Readonly<Record<string, Route>>;
  };
}

interface StateMachine {
  readonly name: string;
  readonly type: WorkflowType;
  readonly logging_configuration: { readonly level: StackNames['workflowLogLevel'] };
}

interface Route {
  readonly name: never;
  readonly route_key: string;
  readonly authorization_type: RouteAuthorization;
}

/** The names in the synthesized application stack of an environment: the one place that says them. */
export function readStackNames(environment: string, cdktfOut = CDKTF_OUT): StackNames {
  const file = join(cdktfOut, `stacks/app-${environment}/cdk.tf.json`);
  if (!existsSync(file)) throw new UserError(`${file} is missing; run: npx -y pnpm@12 synth`);
  const { provider, resource }: TerraformJson = JSON.parse(readFileSync(file, 'utf8'));
  const [aws] = provider.aws;
  const [stateMachine] = Object.values(resource.aws_sfn_state_machine ?? {});
  const routes = Object.values(resource.aws_apigatewayv2_route ?? {});
  const authorizationOf = (routeKey: string) =>
    routes.find(({ route_key }) => route_key === routeKey)?.authorization_type;
  const nameOf = (type: string, id: string) => resource[type]?.[id]?.name;
  const logGroups = Object.values(resource.aws_cloudwatch_log_group ?? {}).map(({ name }) => name);
  const prefix = `/aws/lambda/${stateMachine?.name.replace(/order-workflow$/, '')}`;
  return {
    region: required(aws?.region, file),
    accountId: required(aws?.allowed_account_ids[0], file),
    ordersTable: required(nameOf('aws_dynamodb_table', 'orders'), file),
    failedOrdersTable: required(nameOf('aws_dynamodb_table', 'failed_orders'), file),
    orderQueue: required(nameOf('aws_sqs_queue', 'order_queue'), file),
    deadLetterQueue: required(nameOf('aws_sqs_queue', 'order_dlq'), file),
    stateMachine: required(stateMachine?.name, file),
    workflowType: required(stateMachine?.type, file),
    workflowLogGroup: required(
      logGroups.find((name) => name.startsWith('/aws/vendedlogs/states/')),
      file,
    ),
    workflowLogLevel: required(stateMachine?.logging_configuration.level, file),
    placeOrderAuthorization: required(authorizationOf('POST /order'), file),
    operatorAuthorization: required(authorizationOf('POST /failed-orders/redrive'), file),
    functionLogGroups: new Map(
      logGroups.filter((name) => name.startsWith(prefix)).map((name) => [name.slice(prefix.length), name]),
    ),
  };
}

function required<Value extends string>(value: Value | undefined, file: string): Value {
  if (value === undefined)
    throw new UserError(`${file} lacks a resource this program needs; run: npx -y pnpm@12 synth`);
  return value;
}
