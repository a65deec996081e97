import {
  ExecutionDoesNotExist,
  type HistoryEvent,
  paginateGetExecutionHistory,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import type { StackNames } from '../stack-names.ts';
import type { LogLine, LogReader } from './log-reader.ts';
import { type TracedExecution, traceExecution, type WorkflowEvent } from './trace-execution.ts';

export interface ExecutionSources {
  readonly names: StackNames;
  readonly logs: LogReader;
  readonly stepFunctions: SFNClient;
}

/** So much of an order_id begins the name of an EXPRESS execution; api-handler says why. */
const NAME_ORDER_ID_CHARACTERS = 67;

/** The executions that took an order in, oldest first, as far as they are still known. */
export async function readExecutions(orderId: string, sources: ExecutionSources): Promise<TracedExecution[]> {
  const isStandard = sources.names.workflowType === 'STANDARD';
  return isStandard ? readStandard(orderId, sources) : readExpress(orderId, sources);
}

/** STANDARD: one, by the name of the order. */
async function readStandard(
  orderId: string,
  { names, stepFunctions }: ExecutionSources,
): Promise<TracedExecution[]> {
  const executionArn = `arn:aws:states:${names.region}:${names.accountId}:execution:${names.stateMachine}:${orderId}`;
  const query = { executionArn, includeExecutionData: false, maxResults: 1000 };
  const events: WorkflowEvent[] = [];
  try {
    for await (const page of paginateGetExecutionHistory({ client: stepFunctions }, query)) {
      events.push(...(page.events ?? []).map(fromHistory));
    }
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return [];
    throw error;
  }
  const execution = traceExecution(orderId, events);
  return execution ? [execution] : [];
}

function fromHistory(event: HistoryEvent): WorkflowEvent {
  const { id = 0, type = '', timestamp } = event;
  const details = Object.entries(event).find(([key]) => key.endsWith('EventDetails'))?.[1];
  return { id, type, timestamp: timestamp?.getTime() ?? 0, details: details ?? {} };
}

/** EXPRESS: one for each time the order was placed; they show in the log of the workflow alone. */
async function readExpress(orderId: string, { names, logs }: ExecutionSources): Promise<TracedExecution[]> {
  const prefix = `${orderId.slice(0, NAME_ORDER_ID_CHARACTERS)}-`;
  const arnStart = `:express:${names.stateMachine}:${prefix}`;
  const lines = await logs.read(names.workflowLogGroup, arnStart);
  const byExecution = Map.groupBy(lines, ({ fields }) => executionName(String(fields.execution_arn)));
  return [...byExecution].flatMap(([name, ofExecution]) => {
    // Another order's id may go on where this one ends.
    if (!name.startsWith(prefix) || !/^[0-9a-f]{12}$/.test(name.slice(prefix.length))) return [];
    const events = ofExecution.map(fromLog).sort((a, b) => a.id - b.id);
    if (isOfOther(orderId, events[0])) return [];
    const execution = traceExecution(name, events);
    return execution ? [execution] : [];
  });
}

/** `arn:aws:states:region:account:express:machine:name:id` */
function executionName(arn: string): string {
  return arn.split(':')[7] ?? '';
}

function fromLog({ fields, timestamp }: LogLine): WorkflowEvent {
  const { id, type, details, event_timestamp } = fields;
  return {
    id: Number(id),
    type: String(type),
    timestamp: Number(event_timestamp ?? timestamp),
    details: typeof details === 'object' && details !== null ? (details as WorkflowEvent['details']) : {},
  };
}

/** Two long ids may begin alike: the input tells, where it is logged. */
function isOfOther(orderId: string, started: WorkflowEvent | undefined): boolean {
  const input = started?.details.input;
  if (typeof input !== 'string') return false;
  try {
    return JSON.parse(input).order_id !== orderId;
  } catch {
    return false;
  }
}
