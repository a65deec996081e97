import { connect, type Socket } from 'node:net';

/** Sends orders over connections that are kept. */
export interface OrderClient {
  /** Resolves with the status once the whole answer is there. */
  place(orderId: string): Promise<number>;
  close(): void;
}

const END_OF_HEAD = '\r\n\r\n';

/**
 * A client of an order API with one connection for each of `clients` that place orders at a time. It reads of an answer
 * what a load generator needs, its status and its length: what it takes of the two cores is not left to what it measures.
 */
export function createOrderClient(apiUrl: string, clients: number): OrderClient {
  const { hostname, port, host } = new URL(apiUrl);
  const head = `POST /order HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: `;
  const connections = Array.from({ length: clients }, () => openConnection(hostname, Number(port)));
  const idle = [...connections];
  return {
    async place(orderId) {
      const connection = idle.pop();
      if (!connection) throw new Error(`${clients} clients place more than one order each at a time`);
      const body = JSON.stringify({ order_id: orderId, product: 'Pen', quantity: 1 });
      try {
        return await connection.send(`${head}${Buffer.byteLength(body)}${END_OF_HEAD}${body}`);
      } finally {
        idle.push(connection);
      }
    },
    close() {
      for (const { socket } of connections) socket.destroy();
    },
  };
}

interface Connection {
  readonly socket: Socket;
  /** Resolves with the status of the answer. */
  send(request: string): Promise<number>;
}

function openConnection(host: string, port: number): Connection {
  let received = '';
  let answer: PromiseWithResolvers<number> | undefined;
  const fail = (error: Error) => answer?.reject(error);
  const socket = connect({ host, port, noDelay: true })
    .setEncoding('latin1')
    .on('data', (chunk: string) => {
      received += chunk;
      try {
        const status = statusOfWhole(received);
        if (status === undefined) return;
        received = '';
        answer?.resolve(status);
      } catch (error) {
        socket.destroy(error as Error);
      }
    })
    .on('error', fail)
    .on('close', () => fail(new Error('the order API closed the connection')));
  return {
    socket,
    send(request) {
      answer = Promise.withResolvers();
      socket.write(request);
      return answer.promise;
    },
  };
}

/** Of an answer; undefined while it is not all there. Throws when it does not say its length. */
function statusOfWhole(answer: string): number | undefined {
  const end = answer.indexOf(END_OF_HEAD);
  if (end < 0) return undefined;
  const head = answer.slice(0, end);
  const length = /^content-length: *(\d+)$/im.exec(head)?.[1];
  if (length === undefined) throw new Error(`the order API answered without a length: ${head}`);
  if (answer.length < end + END_OF_HEAD.length + Number(length)) return undefined;
  return Number(head.split(' ', 2)[1]);
}
