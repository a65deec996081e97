import type { IncomingMessage } from 'node:http';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { LocalCloud } from 'local-cloud';
import type { StackNames } from '../stack-names.ts';
import { type FaultState, faultState, startFaults } from './fault-switch.ts';
import type { TimelineEvent } from './function-event.ts';
import { type DenialGroup, groupDenials } from './group-denials.ts';
import { LogReader } from './log-reader.ts';
import { type OrderCosts, orderCosts } from './order-costs.ts';
import type { OrderCounter } from './order-counter.ts';
import { type QueueDepth, QueueDepths } from './queue-depths.ts';
import { type ExecutionSources, readExecutions } from './read-executions.ts';
import { readTimeline } from './read-timeline.ts';
import type { TracedExecution } from './trace-execution.ts';

export interface LocalRunOptions {
  readonly cloud: Omit<LocalCloud, 'stop'>;
  readonly names: StackNames;
  readonly orders: OrderCounter;
}

interface LocalState {
  readonly queues: readonly QueueDepth[];
  readonly costs: OrderCosts;
  readonly denials: readonly DenialGroup[];
  readonly faults: FaultState;
}

/** What only a local run can tell of itself. */
export interface LocalRun {
  state(): Promise<LocalState>;
  workflow(): { readonly definition: unknown; readonly type: string };
  timeline(orderId: string): Promise<TimelineEvent[]>;
  executions(orderId: string): Promise<TracedExecution[]>;
  /** Throws InvalidFaultsError. */
  startFaults(request: IncomingMessage): Promise<FaultState>;
  stopFaults(): FaultState;
  /** Closes the connections to the AWS APIs. */
  close(): void;
}

/** Looks into a running system as its developer, whom no policy denies and no fault hits. */
export function createLocalRun({ cloud, names, orders }: LocalRunOptions): LocalRun {
  const credentials = { accessKeyId: 'developer', secretAccessKey: 'local' };
  const client = { endpoint: cloud.gatewayUrl, region: names.region, credentials };
  const sqs = new SQSClient(client);
  const logs = new CloudWatchLogsClient(client);
  const sources: ExecutionSources = {
    names,
    logs: new LogReader(logs),
    stepFunctions: new SFNClient(client),
  };
  const queues = new QueueDepths(sqs, cloud.stack.queues);
  return {
    async state() {
      const depths = await queues.read();
      const looking = { ...whoLooks(cloud, names), queuesAsked: queues.asked };
      return {
        queues: depths,
        costs: orderCosts(cloud.costs.read(), orders.accepted, looking),
        denials: groupDenials(cloud.iam.denials()),
        faults: faultState(cloud.faults),
      };
    },
    workflow() {
      const machine = cloud.stack.stateMachines.find(({ name }) => name === names.stateMachine);
      return { definition: JSON.parse(machine?.definition ?? 'null'), type: names.workflowType };
    },
    timeline: (orderId) => readTimeline(orderId, sources),
    executions: (orderId) => readExecutions(orderId, sources),
    startFaults: (request) => startFaults(cloud.faults, request),
    stopFaults() {
      cloud.faults.stop();
      return faultState(cloud.faults);
    },
    close() {
      for (const each of [sqs, logs, sources.stepFunctions]) each.destroy();
    },
  };
}

function whoLooks({ stack }: LocalRunOptions['cloud'], names: StackNames) {
  const queryLogGroup = names.functionLogGroups.get('order-query');
  return {
    queryFunction: stack.functions.find(({ logGroupName }) => logGroupName === queryLogGroup)?.functionName,
    queryLogGroup,
    accessLogGroup: stack.httpApis[0]?.accessLog?.logGroupName,
  };
}
