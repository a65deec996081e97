import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { LocalCloud } from 'local-cloud';

export interface QueueDepth {
  readonly name: string;
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

/** How deep the queues of a stack are, asked as anyone would ask AWS. */
export class QueueDepths {
  readonly #sqs: SQSClient;
  readonly #queues: LocalCloud['stack']['queues'];
  #asked = 0;

  constructor(sqs: SQSClient, queues: LocalCloud['stack']['queues']) {
    this.#sqs = sqs;
    // Those that lead to a dead-letter queue come before it.
    this.#queues = queues.toSorted((a, b) => Number(!a.redrivePolicy) - Number(!b.redrivePolicy));
  }

  /** How often each queue was asked: requests that AWS would bill, and no order made. */
  get asked(): number {
    return this.#asked;
  }

  async read(): Promise<QueueDepth[]> {
    const depths = await Promise.all(this.#queues.map(({ name, url }) => this.#read(name, url)));
    this.#asked += 1;
    return depths;
  }

  async #read(name: string, QueueUrl: string): Promise<QueueDepth> {
    const command = new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ],
    });
    const { Attributes = {} } = await this.#sqs.send(command);
    return {
      name,
      visible: Number(Attributes.ApproximateNumberOfMessages ?? 0),
      inFlight: Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
      delayed: Number(Attributes.ApproximateNumberOfMessagesDelayed ?? 0),
    };
  }
}
