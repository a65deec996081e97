import type { AwsService } from '../../src/gateway/aws-call.ts';
import { createGateway } from '../../src/gateway/gateway.ts';
import { principalsOf } from '../../src/gateway/principals-of.ts';

/** A gateway to `services` on a free port, with what an SDK client needs to reach it. */
export async function openGateway(services: Record<string, AwsService>) {
  const gateway = createGateway({ services, principals: principalsOf([], '000000000000') });
  const port = await gateway.listen(0);
  return {
    port,
    client: {
      region: 'eu-west-1',
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: 'AKIADEVELOPER', secretAccessKey: 'secret' },
      maxAttempts: 1,
    },
    close: () => gateway.close(),
  };
}
