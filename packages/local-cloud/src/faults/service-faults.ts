import { AwsError } from '../gateway/aws-error.ts';
import { pick } from './seeded-random.ts';

type ErrorOf = () => AwsError;

interface ServiceErrors {
  readonly throttle: readonly [ErrorOf, ...ErrorOf[]];
  readonly error: readonly [ErrorOf, ...ErrorOf[]];
}

const error = (name: string, message: string, statusCode: number, details = {}) => {
  return () => new AwsError(name, message, statusCode, details);
};
const throttling = error('ThrottlingException', 'Rate exceeded', 400);
const unavailable = error('ServiceUnavailable', 'The service is temporarily unavailable', 503);
const internal = error('InternalFailure', 'The request failed because of an unknown error', 500);

/** What each service says when it cannot, in its own words. */
const ERRORS = {
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
  dynamodb: {
    throttle: [
      error(
        'ProvisionedThroughputExceededException',
        'The level of configured provisioned throughput for the table was exceeded',
        400,
      ),
      throttling,
    ],
    error: [error('InternalServerError', 'Internal server error', 500), unavailable],
  },
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html#API_SendMessage_Errors
  sqs: {
    throttle: [
      error('RequestThrottled', 'The request was denied due to request throttling', 400),
      throttling,
    ],
    error: [internal, unavailable],
  },
  // https://docs.aws.amazon.com/step-functions/latest/apireference/CommonErrors.html
  states: { throttle: [throttling], error: [internal, unavailable] },
  // https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors
  lambda: {
    throttle: [
      error('TooManyRequestsException', 'Rate Exceeded.', 429, {
        Reason: 'ConcurrentInvocationLimitExceeded',
        Type: 'User',
      }),
    ],
    error: [
      error('ServiceException', 'The Lambda service encountered an internal error', 500, { Type: 'Service' }),
    ],
  },
} as const satisfies Record<string, ServiceErrors>;

/** A service whose calls can be hit; the others (who am I, reading logs) always answer. */
export type FaultyService = keyof typeof ERRORS;

export const FAULTY_SERVICES = Object.keys(ERRORS);

export function isFaultyService(service: string): service is FaultyService {
  return Object.hasOwn(ERRORS, service);
}

/** The service's own error for too many calls, or for its own failure. */
export function serviceFault(
  service: FaultyService,
  kind: 'throttle' | 'error',
  random: () => number,
): AwsError {
  const errors: ServiceErrors = ERRORS[service];
  return pick(errors[kind], random)();
}

/** What a service that is down answers, if it answers. */
export function unavailableError(): AwsError {
  return unavailable();
}
