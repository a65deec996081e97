import { format } from 'node:util';

let currentRequestId: string | undefined;

/** Names the invocation in the lines printed from now on. */
export function setConsoleRequestId(requestId: string | undefined): void {
  currentRequestId = requestId;
}

/**
 * Makes console write lines as the Node.js runtime does: time, request id, level and text, tab-separated, with
 * inner line breaks as \r so that each call stays one event
 * (https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html). process.stdout stays as it is.
 */
export function installLambdaConsole(): void {
  const writer =
    (level: string) =>
    (...parameters: unknown[]) => {
      const line = `${new Date().toISOString()}\t${currentRequestId}\t${level}\t${format(...parameters)}`;
      process.stdout.write(`${line.replaceAll('\n', '\r')}\n`);
    };
  console.trace = writer('TRACE');
  console.debug = writer('DEBUG');
  console.info = writer('INFO');
  console.log = console.info;
  console.warn = writer('WARN');
  console.error = writer('ERROR');
}
