import { type ClientOptions, type ClientRequest, sendLast, sendOrder } from './send-order.ts';
import { distinctContents } from './sent-content.ts';
import type { Plan } from './workload.ts';

export type ClientsOptions = ClientOptions & { readonly clients: number };

/** Carries out the plans with `clients` clients at a time; resolves when the last of them has its answer or gave up. */
export async function runClients(plans: readonly Plan[], options: ClientsOptions): Promise<void> {
  await shareOut(numberRequests(plans), options.clients, async (waves) => {
    for (const wave of waves) await Promise.all(wave.map((request) => sendOrder(request, options)));
  });
}

/** Sends every valid content of the plans once more, whatever became of it. */
export async function resendAll(plans: readonly Plan[], options: ClientsOptions): Promise<void> {
  const requests = numberRequests(plans).flat(2);
  const contents = distinctContents(requests.map(({ content }) => content));
  const again = contents.map((content, index) => ({ request: requests.length + index + 1, content }));
  await shareOut(again, options.clients, (request) => sendLast(request, options));
}

async function shareOut<Item>(
  items: readonly Item[],
  clients: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const client = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: clients }, client));
}

/** Numbers follow the plans, so that chance deals a request the same whoever sends it, and whenever. */
function numberRequests(plans: readonly Plan[]): ClientRequest[][][] {
  let request = 0;
  return plans.map(({ waves }) =>
    waves.map((wave) => wave.map((content) => ({ request: ++request, content }))),
  );
}
