import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import type { PolicyStatement } from './policy-statement.ts';
import { ServiceRole } from './service-role.ts';
import { WRITE_TRACES } from './write-traces.ts';

export interface NodeFunctionProps {
  readonly functionName: string;
  /** The deployment package, as `build` writes it. */
  readonly packageFile: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly runtime: string;
  readonly memorySizeMb: number;
  readonly timeoutSeconds: number;
  /** INFO: Lambda logs each invocation. WARN: only what went wrong. */
  readonly systemLogLevel: 'INFO' | 'WARN';
  /** Concurrent executions set aside for the function; absent: those of the account. */
  readonly reservedConcurrentExecutions: number | undefined;
  readonly logRetentionDays: number;
  readonly accountId: string;
  readonly permissionsBoundaryArn: string | undefined;
}

/** A Node.js Lambda function with a role and a log group of its own. */
export class NodeFunction extends Construct {
  readonly arn: string;
  readonly functionName: string;
  readonly timeoutSeconds: number;
  readonly role: ServiceRole;

  constructor(scope: Construct, id: string, props: NodeFunctionProps) {
    super(scope, id);
    const { functionName, packageFile } = props;
    if (!existsSync(packageFile)) {
      throw new Error(`the deployment package ${packageFile} of ${functionName} is missing; run: pnpm build`);
    }
    const logGroup = new CloudwatchLogGroup(this, 'log-group', {
      name: `/aws/lambda/${functionName}`,
      retentionInDays: props.logRetentionDays,
    });
    this.role = new ServiceRole(this, 'role', {
      name: functionName,
      service: 'lambda.amazonaws.com',
      accountId: props.accountId,
      permissionsBoundaryArn: props.permissionsBoundaryArn,
    });
    this.role.grant({
      sid: 'WriteOwnLogs',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [`${logGroup.arn}:*`],
    });
    this.role.grant(WRITE_TRACES);
    const asset = new TerraformAsset(this, 'package', { path: packageFile, type: AssetType.FILE });
    const lambda = new LambdaFunction(this, 'function', {
      functionName,
      role: this.role.arn,
      runtime: props.runtime,
      architectures: ['arm64'],
      handler: 'index.handler',
      filename: asset.path,
      sourceCodeHash: createHash('sha256').update(readFileSync(packageFile)).digest('base64'),
      memorySize: props.memorySizeMb,
      timeout: props.timeoutSeconds,
      ...(props.reservedConcurrentExecutions !== undefined && {
        reservedConcurrentExecutions: props.reservedConcurrentExecutions,
      }),
      ...(Object.keys(props.environment).length > 0 ? { environment: { variables: props.environment } } : {}),
      tracingConfig: { mode: 'Active' },
      loggingConfig: { ...logFormat(props.systemLogLevel), logGroup: logGroup.name },
      dependsOn: [this.role.policy],
    });
    this.arn = lambda.arn;
    this.functionName = lambda.functionName;
    this.timeoutSeconds = props.timeoutSeconds;
  }

  grant(statement: PolicyStatement): void {
    this.role.grant(statement);
  }
}

/**
 * Only the JSON format has levels. What functions print is JSON already and stays as it is, metrics among it.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 */
function logFormat(systemLogLevel: NodeFunctionProps['systemLogLevel']) {
  if (systemLogLevel === 'INFO') return { logFormat: 'Text' };
  return { logFormat: 'JSON', applicationLogLevel: 'INFO', systemLogLevel };
}
