import type { LocalCloudOptions } from 'local-cloud';
import { startOrderSystem } from '../order-system.ts';
import { createCounter } from './counter.ts';
import { runClients } from './run-clients.ts';

/** What is compared; without IAM, meter and faults first. */
export const CHAINS = {
  bare: { enforceIam: false, meterCosts: false },
  full: {
    faults: { seed: 1, rate: 0, kinds: ['throttle', 'error', 'reset-after', 'duplicate', 'kill-after'] },
  },
} as const satisfies Record<string, Partial<LocalCloudOptions>>;

export type Chain = keyof typeof CHAINS;

export interface Load {
  readonly orders: number;
  readonly clients: number;
}

export interface Figures {
  readonly ordersPerSecond: number;
  readonly cpuMsPerOrder: number;
}

/** Runs orders through a system of its own, warmed up, all of them to FULFILLED. */
export async function measureChain(
  chain: Partial<LocalCloudOptions>,
  artifactsDirectory: string,
  { orders, clients }: Load,
): Promise<Figures> {
  const fulfilled = createCounter();
  const system = await startOrderSystem({
    ...chain,
    artifactsDirectory,
    context: { fulfillmentSuccessRate: 1, workflowLogLevel: 'ERROR' },
    onLog: (_, { message }) => {
      if (message.includes('processed with status: FULFILLED')) fulfilled.increment();
    },
  });
  const placeAll = (prefix: string, count: number) =>
    runClients(clients, count, (index) =>
      system.place({ order_id: `${prefix}-${index}`, product: 'Pen', quantity: 1 }),
    );
  try {
    // Starts every process there will be.
    const warmUp = 4 * clients;
    await placeAll('warm-up', warmUp);
    await fulfilled.reaches(warmUp);
    const startedAt = performance.now();
    const cpuBefore = process.cpuUsage();
    await placeAll('order', orders);
    await fulfilled.reaches(warmUp + orders);
    const seconds = (performance.now() - startedAt) / 1000;
    const { user, system: kernel } = process.cpuUsage(cpuBefore);
    return { ordersPerSecond: orders / seconds, cpuMsPerOrder: (user + kernel) / 1000 / orders };
  } finally {
    await system.stop();
  }
}
