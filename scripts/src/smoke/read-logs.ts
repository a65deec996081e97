import { paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import type { Target } from './target.ts';

/** The JSON lines of a log group since `startTime` that hold `term`; lines that are not JSON are left out. */
export async function readLogs(
  { logs }: Target,
  logGroupName: string,
  term: string,
  startTime: number,
): Promise<Record<string, unknown>[]> {
  const lines: Record<string, unknown>[] = [];
  const query = { logGroupName, startTime, filterPattern: `"${term}"` };
  for await (const { events = [] } of paginateFilterLogEvents({ client: logs }, query)) {
    for (const { message = '' } of events) {
      if (message.startsWith('{')) lines.push(JSON.parse(message));
    }
  }
  return lines;
}

/** Log group of a function. */
export function logGroupOf({ names }: Target, functionName: string): string {
  const logGroup = names.functionLogGroups.get(functionName);
  if (!logGroup) throw new Error(`the stack has no log group of ${functionName}`);
  return logGroup;
}
