import { createLocalRoutes } from './local-routes.ts';
import { createLocalRun, type LocalRunOptions } from './local-run.ts';
import { type ConsoleServer, startConsoleServer } from './start-console-server.ts';

export interface ConsoleOptions extends LocalRunOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Folder of the built console. */
  readonly filesDirectory: string;
}

/** Serves the console of a running system. Throws PortInUseError. */
export async function startConsole(options: ConsoleOptions): Promise<ConsoleServer> {
  const { port, filesDirectory, ...system } = options;
  const [apiUrl = ''] = system.cloud.apiUrls;
  const run = createLocalRun(system);
  try {
    const localRoutes = createLocalRoutes(run);
    const server = await startConsoleServer({ port, filesDirectory, apiUrl, localRoutes });
    return {
      url: server.url,
      async stop() {
        await server.stop();
        run.close();
      },
    };
  } catch (error) {
    run.close();
    throw error;
  }
}
