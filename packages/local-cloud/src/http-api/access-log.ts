import { randomBytes } from 'node:crypto';
import type { LogWriter } from '../logs/log-store.ts';
import type { AccessLogSpec } from '../stack/stack.ts';
import { clfTime } from './clf-time.ts';
import type { HttpApiIdentity } from './http-api-event.ts';
import type { HttpApiRequest } from './http-api-request.ts';
import type { HttpApiResponse } from './http-api-response.ts';
import type { IntegrationReport } from './invoke-integration.ts';

export interface AccessLogEntry {
  readonly request: HttpApiRequest;
  readonly answer: HttpApiResponse;
  readonly responseLatencyMs: number;
  /** Absent: no route took the request. */
  readonly integration?: IntegrationReport;
}

/** Writes a line per request in the format of the stage; a variable that is not known here or has no value is `-`. */
export function createAccessLog(
  { logGroupName, format }: AccessLogSpec,
  { api, logs }: { readonly api: HttpApiIdentity; readonly logs: LogWriter },
): (entry: AccessLogEntry) => void {
  const logStreamName = randomBytes(16).toString('hex');
  return (entry) => {
    const variables = variablesOf(api, entry);
    const message = format.replace(/\$context((?:\.\w+)+)/g, (_, path: string) =>
      String(variables[path.slice(1)] ?? '-'),
    );
    logs.write(logGroupName, { logStreamName, timestamp: Date.now(), message });
  };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html */
function variablesOf(
  api: HttpApiIdentity,
  { request, answer, responseLatencyMs, integration }: AccessLogEntry,
): Readonly<Record<string, string | number | undefined>> {
  const domainName = (request.headers.host ?? '').replace(/:\d+$/, '');
  const error = integration?.error && escaped(integration.error);
  return {
    accountId: api.accountId,
    apiId: api.apiId,
    domainName: escaped(domainName),
    domainPrefix: escaped(domainName.split('.')[0] ?? ''),
    'error.message': answer.message,
    'error.messageString': answer.message && JSON.stringify(answer.message),
    httpMethod: request.method,
    'identity.sourceIp': request.sourceIp,
    'identity.userAgent': escaped(request.headers['user-agent'] ?? '-'),
    'integration.error': error,
    'integration.integrationStatus': integration?.lambdaStatus,
    'integration.latency': integration?.latencyMs,
    'integration.status': integration?.functionStatus,
    integrationErrorMessage: error,
    integrationLatency: integration?.latencyMs,
    integrationStatus: integration?.lambdaStatus,
    path: escaped(request.path),
    protocol: request.protocol,
    requestId: request.requestId,
    requestTime: clfTime(request.timeEpoch),
    requestTimeEpoch: request.timeEpoch,
    responseLatency: responseLatencyMs,
    responseLength: Buffer.byteLength(answer.body),
    routeKey: integration?.routeKey,
    stage: '$default',
    status: answer.statusCode,
  };
}

/** Free text as it fits between the quotes of a format in JSON. */
function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
