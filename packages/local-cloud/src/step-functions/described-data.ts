import type { Execution } from './execution.ts';

/** Input and end of an execution, as DescribeExecution and StartSyncExecution give them. */
export function describedData(
  { input, closed }: Execution,
  includedData: 'ALL_DATA' | 'METADATA_ONLY' = 'ALL_DATA',
) {
  const included = includedData === 'ALL_DATA';
  const failure = closed && closed.status !== 'SUCCEEDED' ? closed : undefined;
  const output = closed?.status === 'SUCCEEDED' ? closed.output : undefined;
  return {
    ...(included && { input, output, cause: failure?.cause }),
    error: failure?.error,
    inputDetails: { included },
    outputDetails: output === undefined ? undefined : { included },
  };
}
