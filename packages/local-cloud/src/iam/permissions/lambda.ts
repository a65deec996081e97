import type { AwsCall } from '../../gateway/aws-call.ts';
import { lambdaOperation } from '../../lambda/lambda-operation.ts';
import { onEach, type PermissionTable, type Place } from './permission.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html */
export const lambdaPermissions: PermissionTable = {
  ...onEach('lambda', ['GetFunction', 'GetFunctionConfiguration'], functionInPath),
  ...onEach('lambda', ['ListFunctions'], () => '*'),
  Invoke: (call, place) => [{ action: 'lambda:InvokeFunction', resource: functionInPath(call, place) }],
};

/** With its qualifier, if the call has one: a permission on the function alone is none on its versions. */
function functionInPath({ method, path }: AwsCall, { region, accountId }: Place): string {
  const { functionName = '', qualifier } = lambdaOperation(method, path) ?? {};
  const arn = `arn:aws:lambda:${region}:${accountId}:function:${functionName}`;
  return qualifier === undefined ? arn : `${arn}:${qualifier}`;
}
