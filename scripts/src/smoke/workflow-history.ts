import { ExecutionDoesNotExist, type HistoryEvent, paginateGetExecutionHistory } from '@aws-sdk/client-sfn';
import { readLogs } from './read-logs.ts';
import type { Target } from './target.ts';

/** A step of an execution: event type, state name where the event has one, and its data. */
export interface WorkflowEvent {
  readonly type: string;
  readonly state?: string;
  readonly resourceType?: string;
  readonly parameters?: string;
  readonly output?: string;
}

/** Whether there is a history to read: an EXPRESS execution shows in the log of its workflow alone, whole at level ALL. */
export function hasHistory({ names }: Target): boolean {
  return names.workflowType === 'STANDARD' || names.workflowLogLevel === 'ALL';
}

/** The history of the execution that took an order in, once it has succeeded; undefined before. */
export async function readWorkflowHistory(
  target: Target,
  orderId: string,
  startTime: number,
): Promise<WorkflowEvent[] | undefined> {
  const isStandard = target.names.workflowType === 'STANDARD';
  const history = await (isStandard
    ? standardHistory(target, orderId)
    : expressHistory(target, orderId, startTime));
  return history.some(({ type }) => type === 'ExecutionSucceeded') ? history : undefined;
}

async function standardHistory({ names, stepFunctions }: Target, orderId: string): Promise<WorkflowEvent[]> {
  const executionArn = `arn:aws:states:${names.region}:${names.accountId}:execution:${names.stateMachine}:${orderId}`;
  const events: WorkflowEvent[] = [];
  const pages = paginateGetExecutionHistory(
    { client: stepFunctions },
    { executionArn, includeExecutionData: true },
  );
  try {
    for await (const page of pages) events.push(...(page.events ?? []).map(fromHistory));
  } catch (error) {
    // What Step Functions tells of executions may be a moment behind.
    if (!(error instanceof ExecutionDoesNotExist)) throw error;
  }
  return events;
}

function fromHistory(event: HistoryEvent): WorkflowEvent {
  const { stateEnteredEventDetails, stateExitedEventDetails } = event;
  const { taskScheduledEventDetails: scheduled, taskSucceededEventDetails: succeeded } = event;
  return workflowEvent(event.type, {
    name: stateEnteredEventDetails?.name ?? stateExitedEventDetails?.name,
    resourceType: scheduled?.resourceType ?? succeeded?.resourceType,
    parameters: scheduled?.parameters,
    output: stateExitedEventDetails?.output ?? succeeded?.output,
  });
}

/** EXPRESS executions have no history to ask for: they show in the log group of the state machine. */
async function expressHistory(target: Target, orderId: string, startTime: number): Promise<WorkflowEvent[]> {
  const logGroup = target.names.workflowLogGroup;
  const [mention] = await readLogs(target, logGroup, orderId, startTime);
  if (!mention) return [];
  const lines = await readLogs(target, logGroup, String(mention.execution_arn), startTime);
  return lines
    .sort((a, b) => Number(a.id) - Number(b.id))
    .map((line) =>
      workflowEvent(String(line.type), (line.details ?? {}) as Record<string, string | undefined>),
    );
}

function workflowEvent(type: string | undefined, details: Record<string, string | undefined>): WorkflowEvent {
  const { name, resourceType, parameters, output } = details;
  return {
    type: type ?? '',
    ...(name && { state: name }),
    ...(resourceType && { resourceType }),
    ...(parameters && { parameters }),
    ...(output && { output }),
  };
}
