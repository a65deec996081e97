import { AwsError } from '../gateway/aws-error.ts';

type Input = Readonly<Record<string, unknown>>;
type TimeParameter = 'VisibilityTimeout' | 'DelaySeconds';

export interface SqsTimeScale {
  /** How many times faster than AWS time passes. */
  readonly timeScale: number;
  /** Attributes of the queue at a URL, by SQS's names. */
  readonly queueAt: (url: string) => Readonly<Record<string, string>> | undefined;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html and ReceiveMessage */
const MAXIMUM_SECONDS: Readonly<Record<TimeParameter, number>> = {
  VisibilityTimeout: 43_200,
  DelaySeconds: 900,
};

/** Which time a request carries; where it leaves it out, the queue's own holds unless AWS asks for one. */
const TIMES: Readonly<Record<string, { name: TimeParameter; batch: boolean; fromQueue: boolean }>> = {
  ReceiveMessage: { name: 'VisibilityTimeout', batch: false, fromQueue: true },
  ChangeMessageVisibility: { name: 'VisibilityTimeout', batch: false, fromQueue: false },
  ChangeMessageVisibilityBatch: { name: 'VisibilityTimeout', batch: true, fromQueue: false },
  SendMessage: { name: 'DelaySeconds', batch: false, fromQueue: true },
  SendMessageBatch: { name: 'DelaySeconds', batch: true, fromQueue: true },
};

/**
 * The request with its visibility timeout or delay as AWS would check it, then divided by the time scale: fauxqs
 * takes fractions of a second per call, but not as a queue's attribute.
 */
export function scaleSqsTimes(action: string, input: Input, { timeScale, queueAt }: SqsTimeScale): Input {
  const time = TIMES[action];
  if (!time) return input;
  const { name, batch, fromQueue } = time;
  const queue = fromQueue ? queueAt(String(input.QueueUrl)) : undefined;

  function scaled(request: Input): Input {
    const given = request[name] ?? undefined;
    if (given !== undefined) checkSeconds(name, given);
    const seconds = given ?? queue?.[name];
    if (timeScale === 1 || seconds === undefined) return request;
    return { ...request, [name]: Number(seconds) / timeScale };
  }

  if (!batch) return scaled(input);
  return { ...input, Entries: entriesOf(action, input).map(scaled) };
}

function checkSeconds(name: TimeParameter, value: unknown): void {
  const maximum = MAXIMUM_SECONDS[name];
  if (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= maximum) return;
  throw new AwsError(
    'InvalidParameterValue',
    `Value ${JSON.stringify(value)} for parameter ${name} is invalid. Reason: Must be an integer between 0 and ${maximum}.`,
  );
}

function entriesOf(action: string, input: Input): readonly Input[] {
  const entries = input.Entries ?? [];
  if (Array.isArray(entries) && entries.every((entry) => entry !== null && typeof entry === 'object'))
    return entries;
  throw new AwsError('SerializationException', `Entries of sqs:${action} is not a list of entries`);
}
