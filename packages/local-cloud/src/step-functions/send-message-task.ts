import { AwsError } from '../gateway/aws-error.ts';
import { callJson } from '../gateway/json-protocol.ts';
import { withinDataLimit } from './data-limit.ts';
import { TaskError } from './task-error.ts';
import type { JsonValue, TaskCaller } from './task-resource.ts';

/** `arn:aws:states:::sqs:sendMessage`: https://docs.aws.amazon.com/step-functions/latest/dg/connect-sqs.html */
export async function sendMessageTask(input: JsonValue, { door, roleArn }: TaskCaller): Promise<JsonValue> {
  const { MessageBody, ...parameters } = input as { [key: string]: JsonValue };
  // A body that is not a string is sent as its JSON text.
  const body = typeof MessageBody === 'string' ? MessageBody : JSON.stringify(MessageBody);
  withinDataLimit(body ?? '', 'the message body');
  try {
    return await callJson<JsonValue>(door, {
      service: 'sqs',
      action: 'SendMessage',
      principal: roleArn,
      input: { ...parameters, MessageBody: body },
    });
  } catch (error) {
    throw error instanceof AwsError
      ? serviceError(error)
      : new TaskError('SQS.SdkClientException', `Unable to execute HTTP request: ${error}`);
  }
}

/** Errors that SendMessage models keep their name; the rest, AccessDenied above all, come as the base class. */
function serviceError({ name, message, statusCode }: AwsError): TaskError {
  const code = name.replace(/^AWS\.SimpleQueueService\./, '');
  return new TaskError(
    `SQS.${MODELED_ERRORS[code] ?? 'AmazonSQSException'}`,
    `${message} (Service: AmazonSQS; Status Code: ${statusCode}; Error Code: ${name})`,
  );
}

const MODELED_ERRORS: Readonly<Record<string, string>> = {
  InvalidMessageContents: 'InvalidMessageContentsException',
  NonExistentQueue: 'QueueDoesNotExistException',
  QueueDoesNotExist: 'QueueDoesNotExistException',
  UnsupportedOperation: 'UnsupportedOperationException',
};
