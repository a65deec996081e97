import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { startInstantAws } from './instant-aws.ts';
import { waitForExit } from './wait-for-exit.ts';

/** What one process does. */
export interface Loop {
  readonly name: string;
  readonly handlerFile: string;
  /** Invocations before any is measured. */
  readonly warmUp: number;
  readonly invocations: number;
}

/** What all measured invocations of a process took together. */
export interface LoopFigures {
  readonly invocations: number;
  readonly wallMs: number;
  /** Processor time of the function's process. */
  readonly cpuMs: number;
  /** Without a collection in between: what was allocated. */
  readonly heapGrowthBytes: number;
  readonly collections: number;
}

export interface WarmFigures extends LoopFigures {
  /** AWS calls of the measured invocations, by operation. */
  readonly calls: Readonly<Record<string, number>>;
}

export interface WarmOptions {
  readonly countAllocations: boolean;
  readonly signal: AbortSignal;
}

type Aws = Awaited<ReturnType<typeof startInstantAws>>;

/** A young generation so large that nothing is collected while allocations are counted. */
const COUNT_ALLOCATIONS = ['--expose-gc', '--min-semi-space-size=256', '--max-semi-space-size=256'];

/** Invokes a function in a process of its own, one event after the other. */
export async function measureWarm(
  loop: Loop,
  environment: Readonly<Record<string, string>>,
  aws: Aws,
  { countAllocations, signal }: WarmOptions,
): Promise<WarmFigures> {
  const child = fork(join(import.meta.dirname, 'invoke-in-loop.ts'), [JSON.stringify(loop)], {
    env: {
      ...environment,
      AWS_ENDPOINT_URL: aws.url,
      ORDER_QUEUE_URL: `${aws.url}/123456789012/order-queue`,
      FULFILLMENT_SUCCESS_RATE: '1',
    },
    execArgv: countAllocations ? COUNT_ALLOCATIONS : [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    signal,
  });
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  let figures: LoopFigures | undefined;
  child.on('message', (message) => {
    if (message === 'warm') aws.takeCalls();
    else figures = message as LoopFigures;
  });
  const exitCode = await waitForExit(child, signal);
  if (!figures) throw new Error(`${loop.name} ended with ${exitCode}: ${errors.slice(-2000)}`);
  return { ...figures, calls: aws.takeCalls() };
}
