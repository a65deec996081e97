import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Lets a test hold invocations inside a handler and let them go. */
export interface TestGate {
  /** A module whose handler enters the gate as `event.name` and returns `{ pid, taskRoot }`. */
  readonly source: string;
  entered(name: string): Promise<void>;
  release(name: string): void;
  /** Settles when the process held under this name has gone away. */
  left(name: string): Promise<void>;
  /** The names in the order they entered. */
  order(): readonly string[];
  close(): Promise<void>;
}

export async function createTestGate(): Promise<TestGate> {
  const held = new Map<string, ServerResponse>();
  const released = new Set<string>();
  const watchers = new Map<string, () => void>();
  const order: string[] = [];
  const server = createServer((request, response) => {
    const name = (request.url ?? '').slice(1);
    order.push(name);
    if (released.has(name)) response.end();
    else held.set(name, response);
    watchers.get(name)?.();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    source: `export const handler = async (event) => {
      await (await fetch('http://127.0.0.1:${port}/' + event.name)).text();
      return { pid: process.pid, taskRoot: process.env.LAMBDA_TASK_ROOT };
    };`,
    async entered(name) {
      if (!order.includes(name)) await new Promise<void>((resolve) => watchers.set(name, resolve));
    },
    release(name) {
      released.add(name);
      held.get(name)?.end();
    },
    async left(name) {
      const response = held.get(name);
      if (response && !response.destroyed) await once(response, 'close');
    },
    order: () => order,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
