import { invokeForTask } from './invoke-for-task.ts';
import { TaskError } from './task-error.ts';
import type { JsonValue, TaskCaller } from './task-resource.ts';

/** `arn:aws:states:::lambda:invoke`: https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html */
export async function lambdaInvokeTask(input: JsonValue, caller: TaskCaller): Promise<JsonValue> {
  const { FunctionName, Payload, InvocationType } = input as {
    FunctionName?: string;
    Payload?: JsonValue;
    InvocationType?: string;
  };
  if (typeof FunctionName !== 'string') {
    throw new TaskError(
      'States.Runtime',
      `FunctionName is ${JSON.stringify(FunctionName)}, give a name or ARN`,
    );
  }
  const result = await invokeForTask(
    {
      functionName: FunctionName,
      payload: Payload ?? {},
      ...(InvocationType !== undefined && { invocationType: InvocationType }),
    },
    caller,
  );
  return {
    ExecutedVersion: result.executedVersion,
    Payload: result.payload,
    StatusCode: result.statusCode,
  };
}
