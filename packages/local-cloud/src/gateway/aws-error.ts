import type { AwsResponse } from './aws-call.ts';

/** A modeled error of an AWS API; the gateway turns it into the service's error response. */
export class AwsError extends Error {
  readonly statusCode: number;

  constructor(name: string, message: string, statusCode = 400) {
    super(message);
    this.name = name;
    this.statusCode = statusCode;
  }
}

/** The AWS JSON and REST-JSON error response of an AwsError. */
export function toErrorResponse(error: AwsError): AwsResponse {
  return {
    statusCode: error.statusCode,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': error.name },
    body: JSON.stringify({ __type: error.name, message: error.message }),
  };
}
