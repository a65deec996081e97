import type { LogWriter } from '../../src/logs/log-store.ts';

export interface MemoryLogs extends LogWriter {
  messages(logGroupName: string): string[];
  streams(logGroupName: string): string[];
}

export function createMemoryLogs(): MemoryLogs {
  const events: { logGroupName: string; logStreamName: string; message: string }[] = [];
  const of = (logGroupName: string) => events.filter((event) => event.logGroupName === logGroupName);
  return {
    write: (logGroupName, { logStreamName, message }) =>
      void events.push({ logGroupName, logStreamName, message }),
    messages: (logGroupName) => of(logGroupName).map(({ message }) => message),
    streams: (logGroupName) => [...new Set(of(logGroupName).map(({ logStreamName }) => logStreamName))],
  };
}
