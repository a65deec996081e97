import type { PolicyStatement } from './policy-statement.ts';

/**
 * What Lambda needs to trace a function with X-Ray, whose actions know no resources.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
 */
export const WRITE_TRACES: PolicyStatement = {
  sid: 'WriteTraces',
  actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
  resources: ['*'],
};
