import { parseArgs } from 'node:util';
import type { LocalCloudOptions } from 'local-cloud';
import { buildFunctions } from './build-functions.ts';
import { startOrderSystem } from './order-system.ts';
import { runProgram } from './run-program.ts';
import { inTemporaryDirectory } from './temporary-directory.ts';
import { UserError } from './user-error.ts';

const USAGE = `Usage: npx -y pnpm@12 bench:chain [options]

Measures what the gateway's chain costs: orders per second from the first POST to the last FULFILLED, without IAM, meter
and faults, and with all three on (no fault drawn), in turns.

  --orders N   orders per turn    (default: 500)
  --rounds N   turns of each      (default: 7)
  --clients N  orders at a time   (default: 16)
  --json       print the figures as JSON`;

/** What is compared; without IAM, meter and faults first. */
const CHAINS = {
  bare: { enforceIam: false, meterCosts: false },
  full: {
    faults: { seed: 1, rate: 0, kinds: ['throttle', 'error', 'reset-after', 'duplicate', 'kill-after'] },
  },
} as const satisfies Record<string, Partial<LocalCloudOptions>>;

type Chain = keyof typeof CHAINS;

await runProgram(async () => {
  const { help, json, ...options } = parseOptions(process.argv.slice(2));
  if (help) return console.log(USAGE);
  await inTemporaryDirectory('bench-chain', async (artifactsDirectory, signal) => {
    await buildFunctions(artifactsDirectory);
    const rates: Record<Chain, number[]> = { bare: [], full: [] };
    for (let round = 0; round < options.rounds; round++) {
      // The machine gets slower or faster over time: each goes first as often as the other.
      const chains: Chain[] = round % 2 === 0 ? ['bare', 'full'] : ['full', 'bare'];
      for (const chain of chains) {
        signal.throwIfAborted();
        const rate = await ordersPerSecond(CHAINS[chain], artifactsDirectory, options);
        rates[chain].push(rate);
        console.error(`round ${round + 1}: ${chain} ${rate.toFixed(1)} orders/s`);
      }
    }
    report(rates, options, json);
  });
});

interface Load {
  readonly orders: number;
  readonly clients: number;
}

async function ordersPerSecond(
  chain: Partial<LocalCloudOptions>,
  artifactsDirectory: string,
  { orders, clients }: Load,
): Promise<number> {
  const fulfilled = createCounter();
  const system = await startOrderSystem({
    ...chain,
    artifactsDirectory,
    context: { fulfillmentSuccessRate: 1, workflowLogLevel: 'ERROR' },
    onLog: (_, { message }) => {
      if (message.includes('processed with status: FULFILLED')) fulfilled.increment();
    },
  });
  const placeAll = async (prefix: string, count: number) => {
    const ids = Array.from({ length: count }, (_, index) => `${prefix}-${index}`).values();
    const client = async () => {
      for (const order_id of ids) await system.place({ order_id, product: 'Pen', quantity: 1 });
    };
    await Promise.all(Array.from({ length: clients }, client));
  };
  try {
    // Starts every process there will be.
    const warmUp = 4 * clients;
    await placeAll('warm-up', warmUp);
    await fulfilled.reaches(warmUp);
    const startedAt = performance.now();
    await placeAll('order', orders);
    await fulfilled.reaches(warmUp + orders);
    return orders / ((performance.now() - startedAt) / 1000);
  } finally {
    await system.stop();
  }
}

/** Counts, and tells at once when a count is reached. */
function createCounter() {
  let count = 0;
  let awaited = { count: 0, resolve: () => {} };
  return {
    increment() {
      count += 1;
      if (count === awaited.count) awaited.resolve();
    },
    reaches(target: number): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>();
      awaited = { count: target, resolve };
      if (count >= target) resolve();
      return promise;
    },
  };
}

function report(rates: Record<Chain, readonly number[]>, load: Load, json: boolean): void {
  const bare = median(rates.bare);
  const full = median(rates.full);
  const cost = 1 - full / bare;
  const figures = { ...load, rates, median: { bare, full }, cost };
  console.log(
    json
      ? JSON.stringify(figures, null, 2)
      : `
orders/s (median of ${rates.bare.length})
  without IAM, meter and faults  ${bare.toFixed(1)}
  with all three                 ${full.toFixed(1)}
  cost of the chain              ${(100 * cost).toFixed(1)} %`,
  );
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

function parseOptions(args: readonly string[]) {
  const values = parse(args);
  return {
    help: values.help,
    json: values.json,
    orders: positive('--orders', values.orders),
    rounds: positive('--rounds', values.rounds),
    clients: positive('--clients', values.clients),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: args.filter((argument) => argument !== '--'),
      options: {
        orders: { type: 'string', default: '500' },
        rounds: { type: 'string', default: '7' },
        clients: { type: 'string', default: '16' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function positive(flag: string, value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number > 0) return number;
  throw new UserError(`${flag} must be a whole number above 0, got ${value || 'nothing'}`);
}
