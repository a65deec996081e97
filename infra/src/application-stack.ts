import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { S3Backend, type S3BackendConfig, TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from './config.ts';
import { stateBucketName } from './names.ts';
import { OrderApi } from './orders/order-api.ts';
import type { OrderProps } from './orders/order-props.ts';
import { OrderQueue } from './orders/order-queue.ts';
import { OrderTables } from './orders/order-tables.ts';
import { OrderWorkflow } from './orders/order-workflow.ts';

/** Everything that takes and fulfills orders in one environment: stack `app-<environment>`. */
export class ApplicationStack extends TerraformStack {
  constructor(scope: Construct, props: OrderProps) {
    const id = `app-${props.environment}`;
    super(scope, id);
    const { project, environment, region, accountId } = props;
    new AwsProvider(this, 'aws', {
      region,
      allowedAccountIds: [accountId],
      defaultTags: [{ tags: { project, environment, stack: id } }],
    });
    if (environment !== 'local') useS3Backend(this, props, id);

    const tables = new OrderTables(this, 'tables', props);
    const queue = new OrderQueue(this, 'queue', props, tables);
    const workflow = new OrderWorkflow(this, 'workflow', props, tables, queue);
    const api = new OrderApi(this, 'api', props, tables, workflow);
    new TerraformOutput(this, 'api_url', { value: api.endpoint, staticId: true });
  }
}

function useS3Backend(stack: TerraformStack, config: EnvironmentConfig, stackId: string): void {
  // A variable, because the types of cdktf 0.21 do not know use_lockfile yet.
  const backend: S3BackendConfig & { readonly useLockfile: boolean } = {
    bucket: stateBucketName(config),
    key: `${stackId}/terraform.tfstate`,
    region: config.region,
    encrypt: true,
    useLockfile: true,
  };
  new S3Backend(stack, backend);
}
