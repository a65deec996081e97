import { type ClientOptions, sendOrder } from './send-order.ts';
import type { Plan } from './workload.ts';

/** Carries out the plans with `clients` clients at a time; resolves when the last of them has its answer or gave up. */
export async function runClients(
  plans: readonly Plan[],
  { clients, ...options }: ClientOptions & { clients: number },
): Promise<void> {
  const numbered = numberRequests(plans).values();
  const work = async () => {
    for (const waves of numbered) {
      for (const wave of waves) await Promise.all(wave.map((request) => sendOrder(request, options)));
    }
  };
  await Promise.all(Array.from({ length: clients }, work));
}

/** Numbers follow the plans, so that chance deals a request the same whoever sends it, and whenever. */
function numberRequests(plans: readonly Plan[]) {
  let request = 0;
  return plans.map(({ waves }) =>
    waves.map((wave) => wave.map((content) => ({ request: ++request, content }))),
  );
}
