/** What the HTTP API sends to its client. */
export interface HttpApiResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: string | Buffer;
  /** What an answer of API Gateway's own says. */
  readonly message?: string;
}

/** API Gateway's own answer: `{"message":"Not Found"}`. */
export function messageResponse(statusCode: number, message: string): HttpApiResponse {
  return {
    statusCode,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ message }),
    message,
  };
}

/** What a client sees of any failure of the function or of its answer. */
export const internalServerError = messageResponse(500, 'Internal Server Error');

/** Headers that belong to the connection with the client, not to the answer. */
const CONNECTION_HEADERS = ['connection', 'content-length', 'keep-alive', 'transfer-encoding', 'upgrade'];

/**
 * The response a function's payload stands for. Without `statusCode` the whole result is a 200 of JSON; a result
 * that cannot be a response is a 500:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.response
 */
export function httpApiResponse(payload: string): HttpApiResponse {
  let result: unknown;
  try {
    result = JSON.parse(payload);
  } catch {
    return internalServerError;
  }
  if (!isRecord(result) || result.statusCode === undefined) {
    // A text is the body itself, not its JSON.
    const body = typeof result === 'string' ? result : JSON.stringify(result);
    return { statusCode: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded } = result;
  if (!isStatusCode(statusCode) || !isHeaders(headers) || !isTexts(cookies) || typeof body !== 'string') {
    return internalServerError;
  }
  const named = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), String(value)] as const)
    .filter(([name]) => !CONNECTION_HEADERS.includes(name));
  return {
    statusCode,
    headers: {
      'content-type': 'text/plain;charset=UTF-8',
      ...Object.fromEntries(named),
      ...(cookies.length > 0 && { 'set-cookie': cookies }),
    },
    body: isBase64Encoded === true ? Buffer.from(body, 'base64') : body,
  };
}

function isStatusCode(value: unknown): value is number {
  // 1xx answers announce another one; node:http has no body for them either.
  return Number.isInteger(value) && Number(value) >= 200 && Number(value) <= 599;
}

function isHeaders(value: unknown): value is Record<string, string | number | boolean> {
  return (
    isRecord(value) &&
    Object.values(value).every((entry) => ['string', 'number', 'boolean'].includes(typeof entry))
  );
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
