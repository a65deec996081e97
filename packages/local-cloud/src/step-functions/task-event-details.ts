import type { EventDetails } from './history-event.ts';
import type { TaskAttempt } from './task-attempt.ts';
import type { WorkflowTask } from './workflow.ts';

/** Details of `TaskScheduled` and of `LambdaFunctionScheduled`, which names the same things differently. */
export function scheduledDetails({ task, input }: TaskAttempt, region: string): EventDetails {
  const { resource, state } = task;
  const timeout = state.TimeoutSeconds !== undefined && { timeoutInSeconds: state.TimeoutSeconds };
  if (resource.eventPrefix === 'LambdaFunction') {
    return {
      resource: resource.resource,
      input: JSON.stringify(input),
      inputDetails: { truncated: false },
      ...timeout,
    };
  }
  return { ...resourceDetails(task), region, parameters: JSON.stringify(input), ...timeout };
}

/** What every `Task…` event says of its resource; the `LambdaFunction…` events say nothing. */
export function resourceDetails({ resource }: WorkflowTask): EventDetails | undefined {
  if (resource.eventPrefix === 'LambdaFunction') return undefined;
  return { resourceType: resource.resourceType, resource: resource.resource };
}

export function outputDetails(output: string): EventDetails {
  return { output, outputDetails: { truncated: false } };
}
