import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startSqs } from '../../src/engines/sqs-engine.ts';
import { createFaultInjector } from '../../src/faults/fault-injector.ts';
import type { InjectedFault } from '../../src/faults/injected-fault.ts';
import type { AwsCall, AwsService } from '../../src/gateway/aws-call.ts';
import { credentialsOf } from '../../src/gateway/credentials.ts';
import { createGateway } from '../../src/gateway/gateway.ts';
import { jsonResponse } from '../../src/gateway/json-protocol.ts';
import { principalsOf } from '../../src/gateway/principals-of.ts';

const ACCOUNT = '000000000000';
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/worker`;
export const DEVELOPER = `arn:aws:iam::${ACCOUNT}:user/developer`;

/** A gateway with faults before a real SQS and before services that remember their calls. */
export async function startFaultCloud({ timeScale = 1000 } = {}) {
  const faults: InjectedFault[] = [];
  const watchers = new Set<() => void>();
  const injector = createFaultInjector({
    timeScale,
    onFault(fault) {
      faults.push(fault);
      for (const watcher of watchers) watcher();
    },
  });
  const sqs = await startSqs({ queues: [], region: 'eu-west-1', timeScale });
  const reached: AwsCall[] = [];
  const remembering =
    (service: AwsService): AwsService =>
    (call) => {
      reached.push(call);
      return service(call);
    };
  const done: AwsService = async () => jsonResponse({});
  const gateway = createGateway({
    services: {
      sqs: remembering(sqs.service),
      dynamodb: remembering(done),
      states: remembering(done),
      lambda: remembering(done),
      logs: remembering(done),
    },
    links: [injector.link],
    principals: principalsOf([ROLE], ACCOUNT),
  });
  const port = await gateway.listen(0);
  const clientAs = ({ accessKeyId, secretAccessKey } = credentialsOf(ROLE)) => ({
    region: 'eu-west-1',
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
  });
  const developer = new SQSClient(clientAs({ accessKeyId: 'AKIADEVELOPER', secretAccessKey: 'secret' }));
  const worker = new SQSClient(clientAs());

  return {
    ...injector,
    door: gateway.call,
    /** Faults told of, in order. */
    faults,
    /** Calls that came through to a service. */
    reached,
    clientAs,
    /** SQS as the role of a function, and as the developer. */
    worker,
    developer,
    async createQueue(Attributes: Record<string, string> = {}): Promise<string> {
      const { QueueUrl = '' } = await developer.send(
        new CreateQueueCommand({ QueueName: 'jobs', Attributes }),
      );
      return QueueUrl;
    },
    /** Settles when, after some fault, the condition holds. */
    until(condition: () => boolean): Promise<void> {
      if (condition()) return Promise.resolve();
      return new Promise((resolve) => {
        const watcher = () => {
          if (!condition()) return;
          watchers.delete(watcher);
          resolve();
        };
        watchers.add(watcher);
      });
    },
    async close() {
      injector.control.stop();
      developer.destroy();
      worker.destroy();
      await gateway.close();
      await sqs.stop();
    },
  };
}

export type FaultCloud = Awaited<ReturnType<typeof startFaultCloud>>;
