import { format } from 'node:util';

let currentRequestId: string | undefined;

/** Names the invocation in the lines printed from now on. */
export function setConsoleRequestId(requestId: string | undefined): void {
  currentRequestId = requestId;
}

/**
 * Makes console write lines as the Node.js runtime does, in the log format of the function
 * (https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html). process.stdout stays as it is.
 */
export function installLambdaConsole(): void {
  const lineOf = process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON' ? jsonLine : textLine;
  const writer =
    (level: string) =>
    (...parameters: unknown[]) => {
      process.stdout.write(`${lineOf(level, parameters)}\n`);
    };
  console.trace = writer('TRACE');
  console.debug = writer('DEBUG');
  console.info = writer('INFO');
  console.log = console.info;
  console.warn = writer('WARN');
  console.error = writer('ERROR');
}

/** Time, request id, level and text, tab-separated, with inner line breaks as \r so that each call stays one event. */
function textLine(level: string, parameters: readonly unknown[]): string {
  const line = `${new Date().toISOString()}\t${currentRequestId}\t${level}\t${format(...parameters)}`;
  return line.replaceAll('\n', '\r');
}

/** An object with the text, or the one object that was given, as its message. */
function jsonLine(level: string, parameters: readonly unknown[]): string {
  const [first, ...others] = parameters;
  const isObject =
    others.length === 0 && typeof first === 'object' && first !== null && !(first instanceof Error);
  const message = isObject ? first : format(...parameters);
  return JSON.stringify({ timestamp: new Date().toISOString(), level, requestId: currentRequestId, message });
}
