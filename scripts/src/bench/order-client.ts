import { Agent, request } from 'node:http';

/** Sends orders over connections that are kept. */
export interface OrderClient {
  /** Resolves with the status once the whole answer is there. */
  place(orderId: string): Promise<number>;
  close(): void;
}

/** A client of an order API with one connection for each of `clients` that place orders at a time. */
export function createOrderClient(apiUrl: string, clients: number): OrderClient {
  const { hostname, port } = new URL(apiUrl);
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  return {
    place(orderId) {
      const { promise, resolve, reject } = Promise.withResolvers<number>();
      const body = JSON.stringify({ order_id: orderId, product: 'Pen', quantity: 1 });
      const headers = { 'content-type': 'application/json', 'content-length': body.length };
      request({ agent, hostname, port, method: 'POST', path: '/order', headers }, (response) => {
        response
          .on('end', () => resolve(response.statusCode ?? 0))
          .on('error', reject)
          .resume();
      })
        .on('error', reject)
        .end(body);
      return promise;
    },
    close: () => agent.destroy(),
  };
}
