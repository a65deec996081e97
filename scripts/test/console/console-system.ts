import { describe } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { buildConsole, CONSOLE_FILES } from '../../src/console/build-console.ts';
import { OrderCounter } from '../../src/console/order-counter.ts';
import { startConsole } from '../../src/console/start-console.ts';
import { launchBrowser, NoBrowserError } from '../../src/launch-browser.ts';
import { startTestSystem } from '../order-flow/test-system.ts';

/** A browser, or undefined where none runs, which is said aloud. */
export async function findBrowser(): Promise<Browser | undefined> {
  try {
    return await launchBrowser();
  } catch (error) {
    if (!(error instanceof NoBrowserError)) throw error;
    console.warn(`THE TESTS OF THE CONSOLE ARE SKIPPED: ${error.message}`);
    return undefined;
  }
}

/** `describe` for tests that need a browser. */
export function describeWith(browser: Browser | undefined) {
  return browser ? describe : describe.skip;
}

/** The whole system with its console, whose server can be stopped and come back. */
export async function startConsoleSystem() {
  const [system] = await Promise.all([
    startTestSystem({ fulfillmentSuccessRate: 1 }, { timeScale: 10 }),
    buildConsole(),
  ]);
  const { cloud, names } = system;
  const serve = (port: number) =>
    startConsole({ port, filesDirectory: CONSOLE_FILES, cloud, names, orders: new OrderCounter() });
  let server = await serve(0);
  const { url } = server;
  return {
    ...system,
    /** Of a page of the console: `place-order`. */
    urlOf: (page: string) => `${url}/#/${page}`,
    takeServerDown: () => server.stop(),
    async bringServerBack() {
      server = await serve(Number(new URL(url).port));
    },
    /** An order that goes through three deliveries and the dead-letter queue: its message names nothing that is stored. */
    async failOrder(order_id: string, product = 'Pen') {
      await system.send([JSON.stringify({ order_id, product, quantity: 2 })]);
      await system.waitUntil('the failed_orders row', async () =>
        (await system.failedOrders()).find((row) => row.order_id === order_id),
      );
    },
    async stop() {
      await server.stop();
      await system.stop();
    },
  };
}

export type ConsoleSystem = Awaited<ReturnType<typeof startConsoleSystem>>;
