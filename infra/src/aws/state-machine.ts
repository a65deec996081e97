import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { SfnStateMachine } from '@cdktf/provider-aws/lib/sfn-state-machine/index.js';
import { Construct } from 'constructs';
import { LOG_DELIVERY_ACTIONS } from './log-delivery.ts';
import type { PolicyStatement } from './policy-statement.ts';
import { ServiceRole } from './service-role.ts';
import { WRITE_TRACES } from './write-traces.ts';

export interface StateMachineProps {
  readonly name: string;
  readonly type: 'EXPRESS' | 'STANDARD';
  /** Amazon States Language. */
  readonly definition: object;
  readonly logLevel: 'ALL' | 'ERROR' | 'FATAL' | 'OFF';
  readonly logRetentionDays: number;
  readonly accountId: string;
  readonly permissionsBoundaryArn: string | undefined;
}

/** A Step Functions state machine with a role and a log group of its own. */
export class StateMachine extends Construct {
  readonly arn: string;
  readonly name: string;
  readonly #role: ServiceRole;

  constructor(scope: Construct, id: string, props: StateMachineProps) {
    super(scope, id);
    const logGroup = new CloudwatchLogGroup(this, 'log-group', {
      // This prefix keeps the log resource policy of the account under its size limit.
      // https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html
      name: `/aws/vendedlogs/states/${props.name}`,
      retentionInDays: props.logRetentionDays,
    });
    this.#role = new ServiceRole(this, 'role', {
      name: props.name,
      service: 'states.amazonaws.com',
      accountId: props.accountId,
      permissionsBoundaryArn: props.permissionsBoundaryArn,
    });
    this.#role.grant({
      sid: 'DeliverLogs',
      actions: LOG_DELIVERY_ACTIONS,
      resources: ['*'],
    });
    this.#role.grant({
      ...WRITE_TRACES,
      // Step Functions decides by the sampling rules itself. https://docs.aws.amazon.com/step-functions/latest/dg/xray-iam.html
      actions: [...WRITE_TRACES.actions, 'xray:GetSamplingRules', 'xray:GetSamplingTargets'],
    });
    const stateMachine = new SfnStateMachine(this, 'state-machine', {
      name: props.name,
      type: props.type,
      roleArn: this.#role.arn,
      definition: JSON.stringify(props.definition),
      tracingConfiguration: { enabled: true },
      loggingConfiguration: {
        level: props.logLevel,
        includeExecutionData: props.logLevel === 'ALL',
        logDestination: `${logGroup.arn}:*`,
      },
      dependsOn: [this.#role.policy],
    });
    this.arn = stateMachine.arn;
    this.name = props.name;
  }

  grant(statement: PolicyStatement): void {
    this.#role.grant(statement);
  }
}
