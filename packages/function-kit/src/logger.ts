import { currentTraceId, type WriteLine, writeToStdout } from './log-line.ts';

type LogLevel = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

/** Fields beside the message; give `order_id` whenever it is known, so that one search shows an order's whole way. */
export type LogFields = Readonly<Record<string, unknown>>;

export interface Logger {
  /** Not kept where the function's log format is JSON, as in production: it costs by the byte. */
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** A logger of one JSON object per line: `level`, `message`, `timestamp`, `function`, `trace_id`, then the fields. */
export function createLogger(functionName: string, write: WriteLine = writeToStdout): Logger {
  const log =
    (level: LogLevel) =>
    (message: string, fields: LogFields = {}) => {
      const trace_id = currentTraceId();
      write(
        JSON.stringify(
          { level, message, timestamp: new Date(), function: functionName, trace_id, ...fields },
          plainError,
        ),
      );
    };
  return { debug: log('DEBUG'), info: log('INFO'), warn: log('WARN'), error: log('ERROR') };
}

/** JSON shows an Error as {}: spell it out. */
function plainError(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  return { name: value.name, message: value.message, stack: value.stack };
}
