import type { AwsResponse } from './aws-call.ts';
import type { AwsError } from './aws-error.ts';

/** The error response of AWS's query protocol. */
export function toQueryErrorResponse(error: AwsError): AwsResponse {
  const type = error.statusCode < 500 ? 'Sender' : 'Receiver';
  return {
    statusCode: error.statusCode,
    headers: { 'content-type': 'text/xml' },
    body: `<ErrorResponse><Error><Type>${type}</Type><Code>${escapeXml(error.name)}</Code><Message>${escapeXml(error.message)}</Message></Error></ErrorResponse>`,
  };
}

export function escapeXml(text: string): string {
  return text.replace(/[<>&'"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
