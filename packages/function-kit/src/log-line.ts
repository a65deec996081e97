/** Takes one line of a function's log. */
export type WriteLine = (line: string) => void;

/** Past console, which would put time, request id and level before the JSON. */
export const writeToStdout: WriteLine = (line) => process.stdout.write(`${line}\n`);

/**
 * Id of the X-Ray trace the invocation belongs to: the Root of its tracing header; undefined without one.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function currentTraceId(header = process.env._X_AMZN_TRACE_ID): string | undefined {
  return /(?:^|;)\s*Root=([^;]+)/.exec(header ?? '')?.[1];
}
