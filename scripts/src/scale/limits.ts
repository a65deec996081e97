import { batchSeconds, meanBackoffSeconds, REQUEST_SECONDS } from './fulfillment.ts';
import type { LimitName } from './limit-name.ts';
import type { Steps } from './order-usage.ts';
import { concurrency, withStores } from './shared-limits.ts';
import type { Simulated } from './simulation.ts';
import { expectedTries, failureShares } from './tries.ts';

/** A limit of the rate at which orders come. */
export interface Limit {
  readonly name: LimitName;
  readonly what: string;
  readonly page: string;
  /** What to raise: a key of the environment file, or a quota of the account by its name in Service Quotas. */
  readonly raise: string;
  /** What there is of it, in its own unit. */
  readonly value: number;
  readonly unit: string;
  /** How much of it an order per second takes. */
  readonly each: number;
}

const GUIDE = 'https://docs.aws.amazon.com';
const PAGES = {
  apiQuotas: `${GUIDE}/apigateway/latest/developerguide/limits.html`,
  apiThrottling: `${GUIDE}/apigateway/latest/developerguide/http-api-throttling.html`,
  stepFunctions: `${GUIDE}/step-functions/latest/dg/service-quotas.html`,
  lambda: `${GUIDE}/lambda/latest/dg/lambda-concurrency.html`,
  eventSource: `${GUIDE}/lambda/latest/dg/services-sqs-scaling.html`,
  onDemand: `${GUIDE}/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html`,
  warmThroughput: `${GUIDE}/amazondynamodb/latest/developerguide/warm-throughput.html`,
  tables: `${GUIDE}/amazondynamodb/latest/developerguide/ServiceQuotas.html`,
  partitions: `${GUIDE}/amazondynamodb/latest/developerguide/bp-partition-key-design.html`,
  queues: `${GUIDE}/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html`,
} as const;

const WRITES = 'write units/s';
const READS = 'read units/s';

/** The limits of the rate, each on its own; the order rate at which one is met is `value / each`. */
export function limitsOf(simulated: Simulated): Limit[] {
  const { system, quotas, usage } = simulated;
  const { tableWrites, indexWrites, reads } = withStores(simulated);
  const { attempts, deadLetters } = expectedTries(system);
  // For STANDARD an order is started and stored in two steps, for EXPRESS the start is both.
  const stores = system.workflowType === 'STANDARD' ? 1 : 0;
  const perOrder = ({ start, store, attempt }: Steps) => start + stores * store + attempt * attempts;
  const warm = 'nothing: it doubles in half an hour; or warm throughput';
  const limits: Limit[] = [
    {
      name: 'api-throttle',
      what: 'throttle of the API, over all routes',
      page: PAGES.apiThrottling,
      raise: '`apiThrottlingRateLimit`',
      value: system.apiThrottlingRateLimit,
      unit: 'requests/s',
      each: 1,
    },
    {
      name: 'account-api-throttle',
      what: 'throttle of the account, over all APIs',
      page: PAGES.apiQuotas,
      raise: 'API Gateway, "Throttle rate"',
      value: quotas.apiRequests.rate,
      unit: 'requests/s',
      each: 1,
    },
    {
      name: 'lambda-concurrency',
      what: 'concurrency of the account, at ten requests a second each',
      page: PAGES.lambda,
      raise: 'Lambda, "Concurrent executions"',
      value: quotas.lambdaConcurrency,
      unit: 'executions',
      each: perOrder(concurrency(simulated)),
    },
    {
      name: 'new-index-writes',
      what: 'writes of a new status index',
      page: PAGES.warmThroughput,
      raise: warm,
      value: quotas.newTable.write,
      unit: WRITES,
      each: perOrder(indexWrites),
    },
    {
      name: 'new-table-writes',
      what: 'writes of a new orders table',
      page: PAGES.onDemand,
      raise: warm,
      value: quotas.newTable.write,
      unit: WRITES,
      each: perOrder(tableWrites),
    },
    {
      name: 'new-table-reads',
      what: 'reads of a new orders table',
      page: PAGES.onDemand,
      raise: warm,
      value: quotas.newTable.read,
      unit: READS,
      each: perOrder(reads),
    },
    {
      name: 'index-writes',
      what: 'writes of an index',
      page: PAGES.tables,
      raise: 'DynamoDB, "Table-level write throughput limit"',
      value: quotas.table.write,
      unit: WRITES,
      each: perOrder(indexWrites),
    },
    {
      name: 'table-writes',
      what: 'writes of a table',
      page: PAGES.tables,
      raise: 'DynamoDB, "Table-level write throughput limit"',
      value: quotas.table.write,
      unit: WRITES,
      each: perOrder(tableWrites),
    },
    {
      name: 'table-reads',
      what: 'reads of a table',
      page: PAGES.tables,
      raise: 'DynamoDB, "Table-level read throughput limit"',
      value: quotas.table.read,
      unit: READS,
      each: perOrder(reads),
    },
    {
      name: 'status-shards',
      what: `partitions of a status in its index, ${quotas.partition.write.toLocaleString('en-US')} writes/s each`,
      page: PAGES.partitions,
      raise: '`statusShards`',
      value: system.statusShards,
      unit: 'shards',
      each: busiestStatus(simulated) / quotas.partition.write,
    },
    {
      name: 'event-source-maximum',
      what: 'batches fulfilled at the same time',
      page: PAGES.eventSource,
      raise: '`eventSourceMaximumConcurrency`',
      value: system.fulfillment.maximumConcurrency,
      unit: 'batches',
      each: (attempts * batchSeconds(simulated)) / system.fulfillment.batchSize,
    },
    {
      name: 'dead-letter-concurrency',
      what: 'batches of dead letters recorded at the same time',
      page: PAGES.eventSource,
      raise: '`maximumConcurrency` in `infra/src/orders/order-queue.ts`',
      value: system.deadLetters.maximumConcurrency,
      unit: 'batches',
      each: (deadLetters * REQUEST_SECONDS) / system.deadLetters.batchSize,
    },
    {
      name: 'messages-in-flight',
      what: 'messages of a queue in flight: in a batch, or waiting for their next attempt',
      page: PAGES.queues,
      raise: 'a case at AWS Support',
      value: quotas.messagesInFlight,
      unit: 'messages',
      each: attempts * batchSeconds(simulated) + meanWaitSeconds(simulated),
    },
  ];
  const ofStandard: Limit[] = [
    {
      name: 'workflow-starts',
      what: 'starts of STANDARD workflows',
      page: PAGES.stepFunctions,
      raise: '`workflowType`; or Step Functions, "StartExecution throttle token refill rate per second"',
      value: quotas.standardStarts.rate,
      unit: 'starts/s',
      each: 1,
    },
    {
      name: 'state-transitions',
      what: 'state transitions of STANDARD workflows',
      page: PAGES.stepFunctions,
      raise: '`workflowType`; or Step Functions, "StateTransition throttle token refill rate per second"',
      value: quotas.stateTransitions.rate,
      unit: 'transitions/s',
      each: usage.stateTransitions,
    },
  ];
  return [...limits, ...(stores ? ofStandard : [])].sort((a, b) => rateOf(a) - rateOf(b));
}

/** Orders per second at which a limit is met. */
export function rateOf({ value, each }: Limit): number {
  return value / each;
}

/** Seconds an order waits for its next attempts, all together. */
function meanWaitSeconds({ system }: Simulated): number {
  return failureShares(system)
    .slice(0, -1)
    .reduce((sum, share, index) => sum + share * meanBackoffSeconds(index + 1), 0);
}

/** Writes an order causes in the partitions of the status that has most of them: in PENDING a put and a delete. */
function busiestStatus({ system }: Simulated): number {
  const { attempts } = expectedTries(system);
  const fulfilled = attempts * system.fulfillmentSuccessRate;
  const failed = attempts - fulfilled + (attempts - 1);
  return Math.max(2, fulfilled, failed);
}
