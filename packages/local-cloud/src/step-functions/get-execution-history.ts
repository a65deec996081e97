import { AwsError } from '../gateway/aws-error.ts';
import { findExecution } from './find-execution.ts';
import { type HistoryEvent, withoutExecutionData } from './history-event.ts';
import { pageOf } from './result-page.ts';
import type { StepFunctions } from './step-functions.ts';
import { toWireDate } from './wire-date.ts';

export interface GetExecutionHistoryInput {
  readonly executionArn: string;
  readonly reverseOrder?: boolean;
  readonly includeExecutionData?: boolean;
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html */
export function getExecutionHistory(input: GetExecutionHistoryInput, { executions }: StepFunctions) {
  const { executionArn, reverseOrder = false, includeExecutionData = true } = input;
  const { history, closed } = findExecution(executionArn, executions);
  if (closed && !history) {
    throw new AwsError(
      'ExecutionDoesNotExist',
      `the history of ${executionArn} is gone: the local run keeps that of the last closed executions, and only in memory`,
    );
  }
  const events = history ?? [];
  const { items, nextToken } = pageOf(reverseOrder ? events.toReversed() : events, input);
  return { events: items.map((event) => toWireEvent(event, includeExecutionData)), nextToken };
}

function toWireEvent({ id, previousEventId, type, timestamp, details }: HistoryEvent, withData: boolean) {
  return {
    id,
    previousEventId,
    type,
    timestamp: toWireDate(timestamp),
    ...(details && { [detailsKey(type)]: withData ? details : withoutExecutionData(details) }),
  };
}

/** `taskScheduledEventDetails`, but one name for the states of every type. */
function detailsKey(type: string): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}
