import type { MeteredTime, MeterReading } from 'local-cloud';
import { type CostReport, costReport } from '../../src/cost/cost-report.ts';
import type { WorkflowType } from '../../src/stack-names.ts';

const ORDERS = 1000;
const FUNCTIONS = ['api-handler', 'validator', 'order-storage', 'fulfill-order', 'dlq-handler'];

/** What `cost` could have measured where chance is its own mean: 1.39 attempts and 0.027 dead letters per order. */
export function measuredCosts(workflowType: WorkflowType): CostReport {
  const times = [...FUNCTIONS.map(functionTime), ...(workflowType === 'EXPRESS' ? [workflowTime()] : [])];
  return costReport({
    workflowType,
    settings: {},
    orders: ORDERS,
    attempts: 1390,
    ordersPerSecond: 80,
    batchingScale: 2,
    usage: { units: units(workflowType), times },
    times: { unhurried: times, all: times },
  });
}

function units(workflowType: WorkflowType): MeterReading['units'] {
  const isExpress = workflowType === 'EXPRESS';
  return [
    { unit: 'httpApiRequests', resource: 'dofs-local-order-api', units: 1000 },
    { unit: 'lambdaRequests', resource: 'dofs-local-api-handler', units: 1000 },
    { unit: 'lambdaRequests', resource: 'dofs-local-validator', units: 1000 },
    { unit: 'lambdaRequests', resource: 'dofs-local-order-storage', units: 1000 },
    { unit: 'lambdaRequests', resource: 'dofs-local-fulfill-order', units: 139 },
    { unit: 'lambdaRequests', resource: 'dofs-local-dlq-handler', units: 27 },
    isExpress
      ? { unit: 'expressRequests', resource: 'dofs-local-order-workflow', units: 1000 }
      : { unit: 'stateTransitions', resource: 'dofs-local-order-workflow', units: 4000 },
    { unit: 'sqsRequests', resource: 'dofs-local-order-queue', units: 1680 },
    { unit: 'sqsRequests', resource: 'dofs-local-order-dlq', units: 54 },
    { unit: 'readUnits', resource: 'dofs-local-orders', units: (isExpress ? 0 : 1000) + 1390 + 27 },
    { unit: 'writeUnits', resource: 'dofs-local-orders', units: 1000 + 1390 },
    { unit: 'writeUnits', resource: 'dofs-local-orders/status_shard', units: 1000 + 2 * 1390 },
    { unit: 'writeUnits', resource: 'dofs-local-failed-orders', units: 27 },
    { unit: 'writeUnits', resource: 'dofs-local-failed-orders/state_shard', units: 27 },
    { unit: 'logBytes', resource: '/aws/lambda/dofs-local-api-handler', units: 180_000 },
    { unit: 'logBytes', resource: '/aws/lambda/dofs-local-fulfill-order', units: 680 * 1390 },
    { unit: 'logBytes', resource: '/aws/lambda/dofs-local-dlq-handler', units: 660 * 27 },
  ];
}

function functionTime(name: string): MeteredTime {
  return {
    unit: 'lambdaGbSeconds',
    resource: `dofs-local-${name}`,
    memoryMb: 512,
    runs: new Map([[10, ORDERS]]),
    runsWithInit: 1,
    initMs: 200,
  };
}

function workflowTime(): MeteredTime {
  return {
    ...functionTime('order-workflow'),
    unit: 'expressGbSeconds',
    memoryMb: 64,
    runsWithInit: 0,
    initMs: 0,
  };
}
