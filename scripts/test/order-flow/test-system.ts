import type { Order } from 'order-model';
import { type OrderSystemOptions, startOrderSystem } from '../../src/order-system.ts';
import { pollUntil } from '../../src/smoke/poll-until.ts';
import type { Context } from '../../src/synthesize.ts';
import { builtArtifacts } from '../built-artifacts.ts';

/** How long a test may wait for an order to end: far longer than any machine takes. */
const PATIENCE_SECONDS = 280;

/** The whole system on free ports, as `start` runs it, with its delays a hundredfold faster. */
export async function startTestSystem(
  context: Context,
  options: Pick<OrderSystemOptions, 'dataDirectory' | 'timeScale' | 'onCall' | 'prepareStack'> = {},
) {
  const logged: string[] = [];
  const system = await startOrderSystem({
    timeScale: 100,
    ...options,
    context,
    artifactsDirectory: builtArtifacts(),
    // More processes than cores would only start slowly.
    maxEnvironmentsPerFunction: 2,
    onLog: (_, { message }) => logged.push(message),
    onProblem: (message) => logged.push(message),
  });
  return {
    ...system,
    /** Everything that functions, workflows and the local cloud said. */
    logged,
    /** Waits for a line of a function: it is printed after the write it is about, and read from a pipe. */
    waitForLine: (text: string) =>
      pollUntil(`the line "${text}"`, PATIENCE_SECONDS, async () =>
        logged.find((line) => line.includes(text)),
      ),
    /** The metrics that functions emitted about an order: each line's values. */
    metricsOf: (orderId: string) => metricsIn(logged).filter(({ order_id }) => order_id === orderId),
    /** The order once its status is the one waited for. */
    waitFor: (orderId: string, status: Order['status']) =>
      pollUntil(`order ${orderId} ${status}`, PATIENCE_SECONDS, async () => {
        const order = await system.order(orderId);
        return order?.status === status ? order : undefined;
      }),
    waitUntil: <Value>(what: string, read: () => Promise<Value | undefined>) =>
      pollUntil(what, PATIENCE_SECONDS, read),
    async stop() {
      await system.stop();
      // The grants of the stack are exact: whatever a test does, nobody is denied anything.
      const [denial] = system.cloud.iam.denials();
      if (denial) throw new Error(`a call was denied: ${JSON.stringify(denial)}`);
    },
  };
}

export type TestSystem = Awaited<ReturnType<typeof startTestSystem>>;

/** The lines of the embedded metric format among those a function printed. */
function metricsIn(lines: readonly string[]): Record<string, unknown>[] {
  return lines
    .filter((line) => line.startsWith('{') && line.includes('"_aws":'))
    .map((line) => JSON.parse(line));
}
