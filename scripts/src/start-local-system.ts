import { join } from 'node:path';
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from 'local-cloud';
import { buildFunctions } from './build-functions.ts';
import { checkPorts } from './check-ports.ts';
import { buildConsole, CONSOLE_FILES, ConsoleBuildError } from './console/build-console.ts';
import { OrderCounter } from './console/order-counter.ts';
import { startConsole } from './console/start-console.ts';
import { createPhaseTimer, type Phase } from './phase-timer.ts';
import { CDKTF_OUT } from './repository.ts';
import { readStackNames } from './stack-names.ts';
import { synthesize } from './synthesize.ts';

export interface LocalSystem extends LocalCloud {
  readonly phases: readonly Phase[];
  /** Where the web console is, or why there is none. */
  readonly console: { readonly url: string } | { readonly problem: string };
}

export interface LocalSystemOptions extends Omit<LocalCloudOptions, 'stackDirectory'> {
  /** 0 takes a free one. */
  readonly consolePort: number;
}

/** Bundles the functions, synthesizes the environment `local` and runs it, with its web console. */
export async function startLocalSystem(options: LocalSystemOptions): Promise<LocalSystem> {
  const { consolePort, ...cloudOptions } = options;
  // Whoever has to choose another port need not wait for all that comes first.
  await checkPorts([options.apiPort ?? 0, options.gatewayPort ?? 0, consolePort]);
  const { phases, timed } = createPhaseTimer();
  // Beside everything else: what is timed as "console" is only what the others left of it.
  const consoleBuilt = buildConsole().then(() => undefined, problemOf);
  await timed('bundle', buildFunctions());
  await timed('synthesize', synthesize({ environment: 'local' }));
  const orders = new OrderCounter();
  const stackDirectory = join(CDKTF_OUT, 'stacks/app-local');
  const onLog: LocalCloudOptions['onLog'] = (logGroupName, event) => {
    orders.see(event.message);
    options.onLog?.(logGroupName, event);
  };
  const cloud = await timed('start', startLocalCloud({ ...cloudOptions, stackDirectory, onLog }));
  try {
    const problem = await timed('console', consoleBuilt);
    if (problem !== undefined) return { ...cloud, phases, console: { problem } };
    const { url, stop } = await startConsole({
      port: consolePort,
      filesDirectory: CONSOLE_FILES,
      cloud,
      names: readStackNames('local'),
      orders,
    });
    return {
      ...cloud,
      phases,
      console: { url },
      async stop() {
        await stop();
        await cloud.stop();
      },
    };
  } catch (error) {
    await cloud.stop();
    throw error;
  }
}

function problemOf(error: unknown): string {
  if (error instanceof ConsoleBuildError) return error.message;
  throw error;
}
