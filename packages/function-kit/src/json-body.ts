/** The request body is not JSON. */
export class BodyNotJsonError extends Error {
  override readonly name = 'BodyNotJson';
}

/** The body part of an HTTP API event, payload format 2.0. */
export interface EventBody {
  readonly body?: string | undefined;
  readonly isBase64Encoded: boolean;
}

/** The body as text; API Gateway encodes bodies of binary content types with base64. */
export function bodyText({ body = '', isBase64Encoded }: EventBody): string {
  return isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
}

/** The parsed JSON of a body text. Throws BodyNotJsonError with the parser's own words. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BodyNotJsonError(text.trim() === '' ? 'the body is empty' : (error as SyntaxError).message);
  }
}
