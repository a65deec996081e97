import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildFunctions } from './build-functions.ts';
import { buildConsole, CONSOLE_FILES } from './console/build-console.ts';
import { OrderCounter } from './console/order-counter.ts';
import { startConsole } from './console/start-console.ts';
import { launchBrowser } from './launch-browser.ts';
import { startOrderSystem } from './order-system.ts';
import { placeOrders } from './pictures/place-orders.ts';
import { PICTURES, takePictures } from './pictures/take-pictures.ts';
import { ROOT } from './repository.ts';
import { runProgram } from './run-program.ts';

/** Takes the pictures of the console that the README shows. */
await runProgram(async () => {
  const directory = join(ROOT, 'docs/pictures');
  mkdirSync(directory, { recursive: true });
  await Promise.all([buildFunctions(), buildConsole()]);
  const orders = new OrderCounter();
  const system = await startOrderSystem({
    context: { fulfillmentSuccessRate: 0.5 },
    timeScale: 10,
    onLog: (_, { message }) => orders.see(message),
  });
  const { cloud, names } = system;
  const server = await startConsole({ port: 0, filesDirectory: CONSOLE_FILES, cloud, names, orders });
  const browser = await launchBrowser();
  try {
    const shownOrder = await placeOrders(system);
    await takePictures(browser, server.url, shownOrder, directory);
    console.log(`wrote ${PICTURES.map(({ name }) => `docs/pictures/${name}.png`).join(', ')}`);
  } finally {
    await browser.close();
    await server.stop();
    await system.stop();
  }
});
