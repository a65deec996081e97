import type { AwsCall, AwsResponse, AwsService } from '../gateway/aws-call.ts';
import { integerBetween } from './seeded-random.ts';

/** A message, or any other object of a request or response. */
export type Message = Readonly<Record<string, unknown>>;

/** The messages of a response to ReceiveMessage. */
export function messagesOf({ statusCode, body }: AwsResponse): readonly Message[] {
  if (statusCode >= 400) return [];
  const messages = parse(body)?.Messages;
  return Array.isArray(messages) ? messages : [];
}

export function withMessages(response: AwsResponse, messages: readonly Message[]): AwsResponse {
  return { ...response, body: JSON.stringify({ ...parse(response.body), Messages: messages }) };
}

/** Receives and hands the messages out in another order; `onReordered` is told when there was one to change. */
export async function receiveShuffled(
  call: AwsCall,
  receive: AwsService,
  random: () => number,
  onReordered: () => void,
): Promise<AwsResponse> {
  const response = await receive(call);
  const messages = [...messagesOf(response)];
  if (messages.length < 2) return response;
  // Fisher-Yates: https://en.wikipedia.org/wiki/Fisher-Yates_shuffle
  for (let last = messages.length - 1; last > 0; last--) {
    const other = integerBetween(0, last, random);
    [messages[last], messages[other]] = [messages[other] ?? {}, messages[last] ?? {}];
  }
  onReordered();
  return withMessages(response, messages);
}

/** SendMessage or SendMessageBatch with a delay of 1 to 5 seconds per message, so that later ones overtake. */
export function sentLate(call: AwsCall, random: () => number): AwsCall {
  const late = (entry: Message) => {
    const seconds = Number(entry.DelaySeconds ?? 0) + integerBetween(1, 5, random);
    return { ...entry, DelaySeconds: Math.min(seconds, 900) };
  };
  const input = inputOf(call);
  if (!input) return call;
  if (call.action === 'SendMessage') return withInput(call, late(input));
  const { Entries: entries } = input;
  if (!Array.isArray(entries)) return call;
  return withInput(call, { ...input, Entries: entries.map((entry: Message) => late(entry)) });
}

/** The input of a JSON call; undefined when it is none, which its service will say. */
export function inputOf(call: AwsCall): Message | undefined {
  return parse(call.body);
}

export function withInput(call: AwsCall, input: Message): AwsCall {
  return { ...call, body: Buffer.from(JSON.stringify(input)) };
}

function parse(body: string | Buffer): Message | undefined {
  try {
    const value = JSON.parse(body.toString() || '{}');
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
