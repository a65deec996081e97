/** Runs in a process of its own: invokes a handler many times, one after the other, and tells what that took. */
import dns from 'node:dns';
import { pathToFileURL } from 'node:url';
import { GCProfiler } from 'node:v8';
import type { Loop, LoopFigures } from './measure-warm.ts';
import { WARM_FUNCTIONS } from './warm-events.ts';

// `sync-localhost` is a name the SDK makes up, and no resolver knows.
dns.lookup = ((_: string, ...rest: unknown[]) => {
  const callback = rest.at(-1) as (error: null, addresses: object[]) => void;
  callback(null, [{ address: '127.0.0.1', family: 4 }]);
}) as typeof dns.lookup;

const { name, handlerFile, warmUp, invocations }: Loop = JSON.parse(process.argv[2] ?? '{}');
const { event } = WARM_FUNCTIONS[name] ?? {};
if (!event) throw new Error(`no events for ${name}`);
const { handler } = await import(pathToFileURL(handlerFile).href);

const eventsFrom = (start: number, count: number) =>
  Array.from({ length: count }, (_, n) => event(start + n));
const warmUpEvents = eventsFrom(0, warmUp);
const events = eventsFrom(warmUp, invocations);

for (const each of warmUpEvents) await handler(each);
process.send?.('warm');
globalThis.gc?.();
const collections = new GCProfiler();
collections.start();
const heapBefore = process.memoryUsage().heapUsed;
const cpuBefore = process.cpuUsage();
const startedAt = performance.now();
for (const each of events) await handler(each);
const wallMs = performance.now() - startedAt;
const { user, system } = process.cpuUsage(cpuBefore);
const figures: LoopFigures = {
  invocations,
  wallMs,
  cpuMs: (user + system) / 1000,
  heapGrowthBytes: process.memoryUsage().heapUsed - heapBefore,
  collections: collections.stop()?.statistics.length ?? 0,
};
process.send?.(figures, () => process.exit());
