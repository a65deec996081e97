import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CDKTF_OUT } from './repository.ts';
import { UserError } from './user-error.ts';

/** Names of the deployed resources that scripts talk to. */
export interface StackNames {
  readonly region: string;
  readonly accountId: string;
  readonly ordersTable: string;
  readonly failedOrdersTable: string;
  readonly orderQueue: string;
  readonly stateMachine: string;
  readonly workflowType: 'EXPRESS' | 'STANDARD';
  readonly workflowLogGroup: string;
  /** Log group of a function, by its package name. */
  readonly functionLogGroups: ReadonlyMap<string, string>;
}

interface TerraformJson {
  readonly provider: { readonly aws: readonly { region: string; allowed_account_ids: readonly string[] }[] };
  readonly resource: Readonly<Record<string, Readonly<Record<string, { name: string; type?: string }>>>>;
}

/** The names in the synthesized application stack of an environment: the one place that says them. */
export function readStackNames(environment: string, cdktfOut = CDKTF_OUT): StackNames {
  const file = join(cdktfOut, `stacks/app-${environment}/cdk.tf.json`);
  if (!existsSync(file)) throw new UserError(`${file} is missing; run: npx -y pnpm@12 synth`);
  const { provider, resource }: TerraformJson = JSON.parse(readFileSync(file, 'utf8'));
  const [aws] = provider.aws;
  const [stateMachine] = Object.values(resource.aws_sfn_state_machine ?? {});
  const nameOf = (type: string, id: string) => resource[type]?.[id]?.name;
  const logGroups = Object.values(resource.aws_cloudwatch_log_group ?? {}).map(({ name }) => name);
  const prefix = `/aws/lambda/${stateMachine?.name.replace(/order-workflow$/, '')}`;
  return {
    region: required(aws?.region, file),
    accountId: required(aws?.allowed_account_ids[0], file),
    ordersTable: required(nameOf('aws_dynamodb_table', 'orders'), file),
    failedOrdersTable: required(nameOf('aws_dynamodb_table', 'failed_orders'), file),
    orderQueue: required(nameOf('aws_sqs_queue', 'order_queue'), file),
    stateMachine: required(stateMachine?.name, file),
    workflowType: stateMachine?.type === 'STANDARD' ? 'STANDARD' : 'EXPRESS',
    workflowLogGroup: required(
      logGroups.find((name) => name.startsWith('/aws/vendedlogs/states/')),
      file,
    ),
    functionLogGroups: new Map(
      logGroups.filter((name) => name.startsWith(prefix)).map((name) => [name.slice(prefix.length), name]),
    ),
  };
}

function required(value: string | undefined, file: string): string {
  if (value === undefined)
    throw new UserError(`${file} lacks a resource this program needs; run: npx -y pnpm@12 synth`);
  return value;
}
