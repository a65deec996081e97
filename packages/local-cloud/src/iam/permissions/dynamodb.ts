import type { AwsCall } from '../../gateway/aws-call.ts';
import {
  inputOf,
  objectOf,
  onEach,
  type Permission,
  type PermissionTable,
  type Place,
  textOf,
} from './permission.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
export const dynamodbPermissions: PermissionTable = {
  ...onEach(
    'dynamodb',
    [
      'CreateTable',
      'DeleteItem',
      'DeleteTable',
      'DescribeTable',
      'DescribeTimeToLive',
      'GetItem',
      'PutItem',
      'UpdateItem',
      'UpdateTable',
      'UpdateTimeToLive',
    ],
    (call, place) => tableArn(inputOf(call).TableName, place),
  ),
  ...onEach('dynamodb', ['ListTagsOfResource', 'TagResource', 'UntagResource'], (call) =>
    textOf(inputOf(call).ResourceArn),
  ),
  ...onEach('dynamodb', ['DescribeLimits', 'ListTables'], () => '*'),
  ...onEach('dynamodb', ['Query', 'Scan'], (call, place) => {
    const { TableName, IndexName } = inputOf(call);
    const table = tableArn(TableName, place);
    return IndexName === undefined ? table : `${table}/index/${textOf(IndexName)}`;
  }),
  BatchGetItem: onRequestItems('dynamodb:BatchGetItem'),
  BatchWriteItem: onRequestItems('dynamodb:BatchWriteItem'),
  TransactGetItems: onTransactItems,
  TransactWriteItems: onTransactItems,
};

function tableArn(nameOrArn: unknown, { region, accountId }: Place): string {
  const text = textOf(nameOrArn);
  return text.startsWith('arn:') ? text : `arn:aws:dynamodb:${region}:${accountId}:table/${text}`;
}

/** A batch needs its own action, on every table it names. */
function onRequestItems(action: string) {
  return (call: AwsCall, place: Place): readonly Permission[] =>
    Object.keys(objectOf(inputOf(call).RequestItems)).map((table) => ({
      action,
      resource: tableArn(table, place),
    }));
}

const ACTION_OF_MEMBER: Readonly<Record<string, string>> = {
  ConditionCheck: 'dynamodb:ConditionCheckItem',
  Delete: 'dynamodb:DeleteItem',
  Get: 'dynamodb:GetItem',
  Put: 'dynamodb:PutItem',
  Update: 'dynamodb:UpdateItem',
};

/** A transaction needs what its parts need: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html */
function onTransactItems(call: AwsCall, place: Place): readonly Permission[] {
  const parts = Object.values(objectOf(inputOf(call).TransactItems));
  return parts.flatMap((part) =>
    Object.entries(objectOf(part)).map(([member, request]) => ({
      action: ACTION_OF_MEMBER[member] ?? `dynamodb:${member}`,
      resource: tableArn(objectOf(request).TableName, place),
    })),
  );
}
