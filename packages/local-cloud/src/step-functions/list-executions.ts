import { AwsError } from '../gateway/aws-error.ts';
import type { Execution, ExecutionStatus } from './execution.ts';
import { findWorkflow, requireType } from './find-workflow.ts';
import { pageOf } from './result-page.ts';
import type { StepFunctions } from './step-functions.ts';
import { toWireDate } from './wire-date.ts';

export interface ListExecutionsInput {
  readonly stateMachineArn?: string;
  readonly statusFilter?: ExecutionStatus;
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html: newest first. */
export function listExecutions(input: ListExecutionsInput, { workflows, executions }: StepFunctions) {
  const workflow = findWorkflow(input.stateMachineArn ?? '', workflows);
  requireType(workflow, 'STANDARD');
  const started = executions.of(workflow.spec.arn);
  // Newer executions come before the page a token stands for: the token says how many there were, then.
  const { known, nextToken } = readToken(input.nextToken, started.length);
  const listed = started
    .slice(0, known)
    .reverse()
    .filter((execution) => !input.statusFilter || statusOf(execution) === input.statusFilter);
  const page = pageOf(listed, { ...input, nextToken });
  return {
    executions: page.items.map(toListItem),
    nextToken: page.nextToken && `${known}.${page.nextToken}`,
  };
}

function readToken(nextToken: string | undefined, started: number) {
  if (nextToken === undefined) return { known: started, nextToken: '0' };
  const [, known, rest] = /^(\d+)\.(\d+)$/.exec(nextToken) ?? [];
  if (known === undefined || rest === undefined) {
    throw new AwsError('InvalidToken', `Invalid Token: '${nextToken}'`);
  }
  return { known: Number(known), nextToken: rest };
}

function statusOf({ closed }: Execution): ExecutionStatus {
  return closed?.status ?? 'RUNNING';
}

function toListItem(execution: Execution) {
  return {
    executionArn: execution.arn,
    stateMachineArn: execution.workflow.spec.arn,
    name: execution.name,
    status: statusOf(execution),
    startDate: toWireDate(execution.startDate),
    stopDate: execution.closed && toWireDate(execution.closed.stopDate),
    redriveCount: 0,
  };
}
