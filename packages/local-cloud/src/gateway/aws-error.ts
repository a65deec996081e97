import type { AwsResponse } from './aws-call.ts';

/** A modeled error of an AWS API; the gateway turns it into the service's error response. */
export class AwsError extends Error {
  readonly statusCode: number;
  /** Further members of the error, such as the `Reason` of a TooManyRequestsException. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    name: string,
    message: string,
    statusCode = 400,
    details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = name;
    this.statusCode = statusCode;
    this.details = details;
  }
}

/** The AWS JSON and REST-JSON error response of an AwsError. */
export function toErrorResponse(error: AwsError): AwsResponse {
  return {
    statusCode: error.statusCode,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': error.name },
    body: JSON.stringify({ ...error.details, __type: error.name, message: error.message }),
  };
}
