import type { AwsService } from '../gateway/aws-call.ts';
import { AwsError } from '../gateway/aws-error.ts';
import { invokeFunction } from '../lambda/invoke-function.ts';
import { type HttpApiIdentity, httpApiEvent } from './http-api-event.ts';
import type { HttpApiRequest } from './http-api-request.ts';
import {
  type HttpApiResponse,
  httpApiResponse,
  internalServerError,
  messageResponse,
} from './http-api-response.ts';
import type { RouteMatch } from './match-route.ts';

/** How the function behind a route was invoked, for the access log. */
export interface IntegrationReport {
  readonly routeKey: string;
  readonly latencyMs: number;
  /** What Lambda answered to the invocation, and what the function itself did; absent: nothing. */
  readonly lambdaStatus?: number;
  readonly functionStatus?: number;
  readonly error?: string;
}

export interface IntegrationOptions {
  readonly identity: HttpApiIdentity;
  readonly executionArn: string;
  /** Where functions are invoked. */
  readonly door: AwsService;
  readonly timeoutMs: number;
  /** Told why an invocation failed, which the client is not. */
  readonly onError: (error: unknown, routeKey: string) => void;
}

type Outcome = { readonly answer: HttpApiResponse } & Omit<IntegrationReport, 'routeKey' | 'latencyMs'>;

const TIMED_OUT = Symbol('timed out');

export const tooLarge = messageResponse(413, 'Request Entity Too Large');

/** Answers a request with the function of its route. */
export async function invokeIntegration(
  match: RouteMatch,
  request: HttpApiRequest,
  options: IntegrationOptions,
): Promise<{ readonly answer: HttpApiResponse; readonly report: IntegrationReport }> {
  const startedAt = performance.now();
  const { answer, ...outcome } = await invoke(match, request, options);
  const latencyMs = Math.round(performance.now() - startedAt);
  return { answer, report: { routeKey: match.route.routeKey, latencyMs, ...outcome } };
}

/** The route as Lambda permissions name it: https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html#apigateway-permissions */
function sourceArn(executionArn: string, routeKey: string, method: string): string {
  const [, path] = routeKey.split(' ');
  return `${executionArn}/$default/${path === undefined ? routeKey : method + path}`;
}

async function invoke(
  match: RouteMatch,
  request: HttpApiRequest,
  { identity, executionArn, door, timeoutMs, onError }: IntegrationOptions,
): Promise<Outcome> {
  const { functionName, routeKey } = match.route;
  const payload = JSON.stringify(httpApiEvent(identity, match, request));
  const timeout = Promise.withResolvers<typeof TIMED_OUT>();
  const timer = setTimeout(() => timeout.resolve(TIMED_OUT), timeoutMs);
  try {
    const output = await Promise.race([
      invokeFunction(door, {
        principal: 'apigateway.amazonaws.com',
        functionName,
        payload,
        context: {
          'aws:SourceArn': sourceArn(executionArn, routeKey, request.method),
          'aws:SourceAccount': identity.accountId,
        },
      }),
      // The function runs on: API Gateway stops waiting for it, and stops no one.
      timeout.promise,
    ]);
    if (output === TIMED_OUT) {
      const error = `${functionName} has not answered within ${timeoutMs} ms`;
      return { answer: messageResponse(503, 'Service Unavailable'), error };
    }
    const lambdaStatus = output.statusCode;
    if (output.functionError !== undefined) {
      const error = `${functionName} failed: ${output.functionError}`;
      return { answer: internalServerError, lambdaStatus, error };
    }
    const answer = httpApiResponse(output.payload);
    if (answer === internalServerError) {
      return { answer, lambdaStatus, error: `what ${functionName} returned is no response` };
    }
    return { answer, lambdaStatus, functionStatus: answer.statusCode };
  } catch (error) {
    // Lambda takes 6 MB, less than the API itself.
    if (error instanceof AwsError && error.name === 'RequestTooLargeException') {
      return { answer: tooLarge, lambdaStatus: error.statusCode, error: error.message };
    }
    onError(error, routeKey);
    return {
      answer: internalServerError,
      error: error instanceof Error ? error.message : String(error),
      ...(error instanceof AwsError && { lambdaStatus: error.statusCode }),
    };
  } finally {
    clearTimeout(timer);
  }
}
