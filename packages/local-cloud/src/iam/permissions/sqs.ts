import type { AwsCall } from '../../gateway/aws-call.ts';
import { inputOf, onEach, type PermissionTable, type Place, textOf } from './permission.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html */
export const sqsPermissions: PermissionTable = {
  ...onEach(
    'sqs',
    [
      'AddPermission',
      'ChangeMessageVisibility',
      'DeleteMessage',
      'DeleteQueue',
      'GetQueueAttributes',
      'ListDeadLetterSourceQueues',
      'ListQueueTags',
      'PurgeQueue',
      'ReceiveMessage',
      'RemovePermission',
      'SendMessage',
      'SetQueueAttributes',
      'TagQueue',
      'UntagQueue',
    ],
    queueInUrl,
  ),
  ...onEach('sqs', ['CreateQueue', 'GetQueueUrl'], (call, place) => queueArn(inputOf(call).QueueName, place)),
  ...onEach('sqs', ['ListMessageMoveTasks', 'StartMessageMoveTask'], (call) =>
    textOf(inputOf(call).SourceArn),
  ),
  ...onEach('sqs', ['ListQueues'], () => '*'),
  // There is no action of a batch: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
  ChangeMessageVisibilityBatch: inUrl('sqs:ChangeMessageVisibility'),
  DeleteMessageBatch: inUrl('sqs:DeleteMessage'),
  SendMessageBatch: inUrl('sqs:SendMessage'),
};

function inUrl(action: string): PermissionTable[string] {
  return (call, place) => [{ action, resource: queueInUrl(call, place) }];
}

/** The last part of a queue's URL is its name; SQS takes the bare name, too. */
function queueInUrl(call: AwsCall, place: Place): string {
  const url = textOf(inputOf(call).QueueUrl);
  return queueArn(url.slice(url.lastIndexOf('/') + 1), place);
}

function queueArn(name: unknown, { region, accountId }: Place): string {
  return `arn:aws:sqs:${region}:${accountId}:${textOf(name)}`;
}
