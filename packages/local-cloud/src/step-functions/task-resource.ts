import type { AwsService } from '../gateway/aws-call.ts';
import { invokeForTask } from './invoke-for-task.ts';
import { lambdaInvokeTask } from './lambda-invoke-task.ts';
import { sendMessageTask } from './send-message-task.ts';

export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

/** Where a task's call goes, and in whose name. */
export interface TaskCaller {
  readonly door: AwsService;
  readonly roleArn: string;
}

/** What a Task state calls. */
export interface TaskResource {
  /** The events of its history: `TaskScheduled` … or `LambdaFunctionScheduled` …. */
  readonly eventPrefix: 'Task' | 'LambdaFunction';
  readonly resourceType: string;
  /** Action of a service integration, or the ARN of the function. */
  readonly resource: string;
  /** Throws TaskError. */
  readonly run: (input: JsonValue, caller: TaskCaller) => Promise<JsonValue>;
}

const FUNCTION_ARN = /^arn:aws[\w-]*:lambda:[^:]+:\d{12}:function:[^:]+(:[^:]+)?$/;

/** The resource of a Task state, by its ARN; undefined when it cannot run locally. */
export function taskResource(arn: string): TaskResource | undefined {
  if (arn === 'arn:aws:states:::lambda:invoke') {
    return { eventPrefix: 'Task', resourceType: 'lambda', resource: 'invoke', run: lambdaInvokeTask };
  }
  if (arn === 'arn:aws:states:::sqs:sendMessage') {
    return { eventPrefix: 'Task', resourceType: 'sqs', resource: 'sendMessage', run: sendMessageTask };
  }
  if (!FUNCTION_ARN.test(arn)) return undefined;
  return {
    eventPrefix: 'LambdaFunction',
    resourceType: 'lambda',
    resource: arn,
    run: async (input, caller) =>
      (await invokeForTask({ functionName: arn, payload: input }, caller)).payload,
  };
}
