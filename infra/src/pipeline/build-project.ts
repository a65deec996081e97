import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { CodebuildProject } from '@cdktf/provider-aws/lib/codebuild-project/index.js';
import type { Construct } from 'constructs';
import type { AccountConfig } from '../account.ts';
import { buildLogGroupName, roleArn } from '../names.ts';

export interface BuildProjectProps {
  /** Name of the project, and of its role. */
  readonly name: string;
  readonly description: string;
  /** Path of the buildspec in the repository. */
  readonly buildspec: string;
  /** What the buildspec reads as $NAME. */
  readonly variables?: Readonly<Record<string, string>>;
  /** What the buildspec reads as $NAME, by the ARN of its secret. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly keyArn: string;
  readonly logRetentionDays: number;
  readonly timeoutMinutes: number;
}

/** A CodeBuild project that the pipeline starts, with a log group of its own; its role is made by bootstrap. */
export function buildProject(scope: Construct, account: AccountConfig, props: BuildProjectProps): void {
  const { name, variables = {}, secrets = {} } = props;
  const logGroup = new CloudwatchLogGroup(scope, `${name}-log-group`, {
    name: buildLogGroupName(name),
    retentionInDays: props.logRetentionDays,
  });
  new CodebuildProject(scope, name, {
    name,
    description: props.description,
    serviceRole: roleArn(account, name),
    encryptionKey: props.keyArn,
    buildTimeout: props.timeoutMinutes,
    source: { type: 'CODEPIPELINE', buildspec: props.buildspec },
    artifacts: { type: 'CODEPIPELINE' },
    environment: {
      type: 'LINUX_CONTAINER',
      // Has Node.js 24. https://docs.aws.amazon.com/codebuild/latest/userguide/available-runtimes.html
      image: 'aws/codebuild/amazonlinux-x86_64-standard:5.0',
      computeType: 'BUILD_GENERAL1_MEDIUM',
      environmentVariable: [
        ...Object.entries(variables).map(([name, value]) => ({ name, value })),
        ...Object.entries(secrets).map(([name, value]) => ({ name, value, type: 'SECRETS_MANAGER' })),
      ],
    },
    logsConfig: { cloudwatchLogs: { groupName: logGroup.name } },
  });
}
