import type { AwsQuotas } from '../../src/scale/aws-quotas.ts';
import { defaultQuotas } from '../../src/scale/aws-quotas.ts';
import type { DeployedSystem } from '../../src/scale/deployed-system.ts';
import type { LimitName } from '../../src/scale/limit-name.ts';
import type { Simulated } from '../../src/scale/simulation.ts';

/** Every limit but these. */
export function allBut(...names: LimitName[]): ReadonlySet<LimitName> {
  const all: Record<LimitName, true> = {
    'api-throttle': true,
    'account-api-throttle': true,
    'workflow-starts': true,
    'state-transitions': true,
    'lambda-concurrency': true,
    'lambda-scaling': true,
    'new-table-writes': true,
    'new-index-writes': true,
    'new-table-reads': true,
    'table-writes': true,
    'index-writes': true,
    'table-reads': true,
    'status-shards': true,
    'event-source-scaling': true,
    'event-source-maximum': true,
    'dead-letter-concurrency': true,
    'messages-in-flight': true,
  };
  return new Set((Object.keys(all) as LimitName[]).filter((name) => !names.includes(name)));
}

/** A system of round numbers: two attempts at most, one write of the table and two of the index at each. */
export function simulated(
  system: Partial<DeployedSystem> = {},
  { quotas, ...rest }: Partial<Omit<Simulated, 'quotas'>> & { quotas?: Partial<AwsQuotas> } = {},
): Simulated {
  const { workflowType = 'EXPRESS' } = system;
  return {
    system: {
      workflowType,
      region: 'us-east-1',
      apiThrottlingRateLimit: 1000,
      apiThrottlingBurstLimit: 2000,
      statusShards: 16,
      fulfillmentSuccessRate: 0.5,
      maxReceiveCount: 2,
      functionMemoryMb: 512,
      fulfillment: { batchSize: 10, batchingWindowSeconds: 2, maximumConcurrency: 100 },
      deadLetters: { batchSize: 10, batchingWindowSeconds: 0, maximumConcurrency: 2 },
      alarmMetrics: 24,
      customMetrics: 8,
      dashboards: 1,
      ...system,
    },
    quotas: { ...defaultQuotas('us-east-1'), ...quotas },
    usage: {
      workflowType,
      lines: [],
      stateTransitions: 4,
      tableWrites: { start: 0, store: 1, attempt: 1 },
      indexWrites: { start: 0, store: 1, attempt: 2 },
      reads: { start: workflowType === 'EXPRESS' ? 0 : 1, store: 0, attempt: 1 },
    },
    ...rest,
  };
}
