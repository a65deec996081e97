import { executionEvents } from './execution-events.ts';
import { functionEvent, type TimelineEvent } from './function-event.ts';
import { type ExecutionSources, readExecutions } from './read-executions.ts';

/** What the logs still hold of an order, oldest first and each event once. */
export async function readTimeline(orderId: string, sources: ExecutionSources): Promise<TimelineEvent[]> {
  const groups = [...sources.names.functionLogGroups];
  const [executions, ...ofFunctions] = await Promise.all([
    readExecutions(orderId, sources),
    ...groups.map(([functionName, group]) => readFunction(functionName, group, orderId, sources)),
  ]);
  const events = [...executions.flatMap(executionEvents), ...ofFunctions.flat()];
  const once = new Map(events.map((event) => [JSON.stringify(event), event]));
  return [...once.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

async function readFunction(
  functionName: string,
  logGroupName: string,
  orderId: string,
  { logs }: ExecutionSources,
): Promise<TimelineEvent[]> {
  const lines = await logs.read(logGroupName, `"order_id":${JSON.stringify(orderId)}`);
  return lines
    .filter(({ fields }) => fields.order_id === orderId)
    .flatMap((line) => functionEvent(functionName, line) ?? []);
}
