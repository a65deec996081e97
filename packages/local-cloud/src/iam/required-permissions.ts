import type { AwsCall } from '../gateway/aws-call.ts';
import { dynamodbPermissions } from './permissions/dynamodb.ts';
import { lambdaPermissions } from './permissions/lambda.ts';
import { logsPermissions } from './permissions/logs.ts';
import type { Permission, PermissionTable, Place } from './permissions/permission.ts';
import { sqsPermissions } from './permissions/sqs.ts';
import { statesPermissions } from './permissions/states.ts';

/** Who asks who it is needs no permission: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
const stsPermissions: PermissionTable = { GetCallerIdentity: () => [] };

const tables: Readonly<Record<string, PermissionTable>> = {
  dynamodb: dynamodbPermissions,
  lambda: lambdaPermissions,
  logs: logsPermissions,
  sqs: sqsPermissions,
  states: statesPermissions,
  sts: stsPermissions,
};

/** What a caller must be allowed for a call, each of it; undefined when nobody here knows. */
export function requiredPermissions(call: AwsCall, place: Place): readonly Permission[] | undefined {
  const table = Object.hasOwn(tables, call.service) ? tables[call.service] : undefined;
  if (!table || !Object.hasOwn(table, call.action)) return undefined;
  return table[call.action]?.(call, place);
}
