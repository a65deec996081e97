import { createHttpServer } from 'local-cloud';

/** Throws PortInUseError when somebody listens on one of the ports; 0 stands for a free one. */
export async function checkPorts(ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    const server = createHttpServer(async () => {});
    await server.listen(port, '127.0.0.1');
    await server.close(0);
  }
}
