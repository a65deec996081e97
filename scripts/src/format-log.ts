import type { LogEvent } from 'local-cloud';

const MAX_LENGTH = 300;

/** A log line of a function as `start` prints it: time, function, message; undefined for what would only be noise. */
export function formatLog(logGroupName: string, { timestamp, message }: LogEvent): string | undefined {
  const name = logGroupName.split('/').at(-1) ?? logGroupName;
  if (!logGroupName.startsWith('/aws/lambda/') || /^(START|END|REPORT|INIT_START) /.test(message))
    return undefined;
  const time = new Date(timestamp).toTimeString().slice(0, 8);
  const text = textOf(message);
  if (text === undefined) return undefined;
  return `${time} ${name}: ${text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)} …` : text}`;
}

/**
 * Functions log JSON; what a person at a terminal wants of it is the message, and what an error says: the stack of one
 * that a function threw stays in its log group. Undefined for metrics, whose `_aws` makes CloudWatch take them from the log.
 */
function textOf(line: string): string | undefined {
  const thrown = /\tERROR\tInvoke Error \t(\{.*)$/s.exec(line)?.[1];
  try {
    if (thrown !== undefined) {
      const { errorType, errorMessage } = JSON.parse(thrown);
      return `ERROR ${errorType}: ${errorMessage}`;
    }
    const { level, message, error, order_id, attempts, _aws } = JSON.parse(line);
    if (_aws) return undefined;
    if (typeof message !== 'string') return line;
    const parts = [level === 'INFO' || level === 'DEBUG' ? message : `${level} ${message}`];
    if (error) parts.push(`: ${error.message ?? error}`);
    if (order_id && !message.includes(order_id)) parts.push(` (order ${order_id})`);
    if (attempts) parts.push(` (attempt ${attempts})`);
    return parts.join('');
  } catch {
    return line;
  }
}
