import { CodeconnectionsConnection } from '@cdktf/provider-aws/lib/codeconnections-connection/index.js';
import { TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Account } from './account.ts';
import { useAwsProvider } from './aws/aws-provider.ts';
import { useS3Backend } from './aws/s3-backend.ts';
import { EnvironmentAccess } from './bootstrap/environment-access.ts';
import { PipelineRoles } from './bootstrap/pipeline-roles.ts';
import { stateBucket } from './bootstrap/state-bucket.ts';
import { pipelineName } from './names.ts';
import { pipelineConfigOf } from './pipeline/pipeline-config.ts';

const ID = 'bootstrap';

/** What an administrator makes once in an account, and no deployment may change: the state bucket, boundaries and roles. */
export class BootstrapStack extends TerraformStack {
  constructor(scope: Construct, account: Account) {
    super(scope, ID);
    useAwsProvider(this, account, { project: account.project, stack: ID });
    useS3Backend(this, account, ID);

    const state = stateBucket(this, account);
    for (const config of account.environments) new EnvironmentAccess(this, config.environment, config);
    const pipeline = pipelineConfigOf(account);
    if (pipeline) new PipelineRoles(this, 'pipeline', pipeline);

    new TerraformOutput(this, 'state_bucket', { value: state.name, staticId: true });
    if (account.environments.some(({ createConnection }) => createConnection))
      this.#createConnection(account);
  }

  /** A connection starts PENDING: a person completes it in the console. */
  #createConnection(account: Account): void {
    const connection = new CodeconnectionsConnection(this, 'connection', {
      name: pipelineName(account),
      providerType: 'GitHub',
    });
    // Another id would make another connection, and the handshake would be to do again.
    connection.overrideLogicalId('connection');
    new TerraformOutput(this, 'connection_arn', { value: connection.arn, staticId: true });
    new TerraformOutput(this, 'connection_status', { value: connection.connectionStatus, staticId: true });
  }
}
