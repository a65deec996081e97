import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { useAwsProvider } from './aws/aws-provider.ts';
import { NodeFunction } from './aws/node-function.ts';
import { useS3Backend } from './aws/s3-backend.ts';
import { applicationStackId } from './names.ts';
import { OrderObservability } from './observability/order-observability.ts';
import { OrderApi } from './orders/order-api.ts';
import type { OrderProps } from './orders/order-props.ts';
import { OrderQueue } from './orders/order-queue.ts';
import { OrderTables } from './orders/order-tables.ts';
import { OrderWorkflow } from './orders/order-workflow.ts';

/** Everything that takes and fulfills orders in one environment: stack `app-<environment>`. */
export class ApplicationStack extends TerraformStack {
  constructor(scope: Construct, props: OrderProps) {
    const id = applicationStackId(props.environment);
    super(scope, id);
    const { project, environment } = props;
    useAwsProvider(this, props, { project, environment, stack: id });
    if (environment === 'local') new LocalBackend(this, { path: 'terraform.tfstate' });
    else useS3Backend(this, props, id);

    const tables = new OrderTables(this, 'tables', props);
    const queue = new OrderQueue(this, 'queue', props, tables);
    const workflow = new OrderWorkflow(this, 'workflow', props, tables, queue);
    const api = new OrderApi(this, 'api', props, { tables, queue, workflow });
    // Found rather than listed: a function or log group that is added is watched.
    const parts = this.node.findAll();
    new OrderObservability(this, 'observability', props, {
      tables,
      queue,
      workflow,
      api,
      functions: parts.filter((part) => part instanceof NodeFunction),
      logGroupNames: parts.filter((part) => part instanceof CloudwatchLogGroup).map(({ name }) => name),
    });
    new TerraformOutput(this, 'api_url', { value: api.endpoint, staticId: true });
  }
}
