import { setTimeout as delay } from 'node:timers/promises';
import { DataDirectoryError, PortInUseError, StackError } from 'local-cloud';
import { denialPrinter } from './denial-printer.ts';
import { formatFault } from './format-fault.ts';
import { formatLog } from './format-log.ts';
import { runProgram } from './run-program.ts';
import { startBanner } from './start-banner.ts';
import { type LocalSystem, startLocalSystem } from './start-local-system.ts';
import { parseStartOptions, START_USAGE, type StartOptions } from './start-options.ts';
import { UserError } from './user-error.ts';

await runProgram(async () => {
  const options = parseStartOptions(process.argv.slice(2));
  if (!options) return console.log(START_USAGE);
  const interrupted = nextInterrupt();
  const system = await start(options);
  if ('problem' in system.console) console.error(`the console was not built: ${system.console.problem}`);
  console.log(startBanner(system, options));
  await interrupted;
  console.log('\nstopping; press Ctrl-C again to stop at once');
  // A package manager may hand the first Ctrl-C on a second time: only a later one is meant.
  delay(500)
    .then(nextInterrupt)
    .then(() => process.exit(130));
  await system.stop();
  console.log('stopped');
  // Whatever still holds the event loop (a timer of an engine) has nothing left to do.
  await delay(0);
  process.exit(0);
});

/** Resolves at the next Ctrl-C, or when a supervisor asks for the end. */
function nextInterrupt(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  // Kept for good: without a listener the signal would end the process on the spot.
  process.on('SIGINT', resolve);
  process.on('SIGTERM', resolve);
  return promise;
}

async function start(options: StartOptions): Promise<LocalSystem> {
  const { port, gatewayPort, quiet, ...rest } = options;
  try {
    return await startLocalSystem({
      ...rest,
      apiPort: port,
      gatewayPort,
      onDenied: denialPrinter(console.error),
      onFault: (fault) => console.log(formatFault(fault)),
      onProblem: (message) => console.error(`local cloud: ${message}`),
      ...(!quiet && { onLog: printLog }),
    });
  } catch (error) {
    if (error instanceof PortInUseError) {
      const flags = new Map([[gatewayPort, '--gateway-port']]).set(rest.consolePort, '--console-port');
      const flag = flags.get(error.port) ?? '--port';
      throw new UserError(
        `port ${error.port} is in use; end the process that listens on it, or choose another one with ${flag}`,
      );
    }
    if (error instanceof StackError || error instanceof DataDirectoryError)
      throw new UserError(error.message);
    throw error;
  }
}

function printLog(...args: Parameters<typeof formatLog>): void {
  const line = formatLog(...args);
  if (line !== undefined) console.log(line);
}
