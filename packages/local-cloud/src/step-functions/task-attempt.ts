import type { TaskError } from './task-error.ts';
import type { JsonValue } from './task-resource.ts';
import type { WorkflowTask } from './workflow.ts';

/** One call of a task's resource; neither output nor error while it lasts. */
export interface TaskAttempt {
  readonly task: WorkflowTask;
  readonly input: JsonValue;
  output?: JsonValue;
  error?: TaskError;
}
