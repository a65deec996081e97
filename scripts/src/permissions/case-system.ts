import { LambdaClient } from '@aws-sdk/client-lambda';
import type { Denial } from 'local-cloud';
import { type OrderSystem, type OrderSystemOptions, startOrderSystem } from '../order-system.ts';
import type { WorkflowType } from '../stack-names.ts';

/** The running system as an order-flow case sees it: every attempt succeeds, and faults are off. */
export interface CaseSystem extends OrderSystem {
  readonly lambda: LambdaClient;
  /** Every line the functions logged. */
  readonly logged: readonly string[];
  /** Ends what waits. */
  readonly signal: AbortSignal;
}

export type CaseSystemOptions = Pick<OrderSystemOptions, 'artifactsDirectory' | 'prepareStack'> & {
  readonly onDenied?: (denial: Denial) => void;
};

/** A system for order-flow cases, with its delays a hundredfold faster. */
export async function startCaseSystem(
  workflowType: WorkflowType,
  options: CaseSystemOptions,
): Promise<Omit<CaseSystem, 'signal'>> {
  const logged: string[] = [];
  const system = await startOrderSystem({
    ...options,
    context: { workflowType, fulfillmentSuccessRate: 1 },
    timeScale: 100,
    // More processes than cores would only start slowly.
    maxEnvironmentsPerFunction: 2,
    onLog: (_, { message }) => logged.push(message),
    // Told of what faults do, which the cases look at themselves.
    onProblem: () => {},
  });
  const lambda = new LambdaClient({
    endpoint: system.gatewayUrl,
    region: system.names.region,
    credentials: { accessKeyId: 'developer', secretAccessKey: 'local' },
  });
  const stop = async () => {
    lambda.destroy();
    await system.stop();
  };
  return { ...system, lambda, logged, stop };
}
