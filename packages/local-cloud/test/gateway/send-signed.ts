/** Sends a request that looks signed, the way an AWS client that is not a JavaScript SDK would. */
export function sendSigned(
  port: number,
  request: {
    readonly service: string;
    readonly accessKeyId?: string;
    readonly method?: string;
    readonly path?: string;
    readonly headers?: Record<string, string>;
    readonly body?: string;
  },
): Promise<Response> {
  const { service, accessKeyId = 'AKIADEVELOPER', method = 'POST', path = '/', headers = {}, body } = request;
  const scope = `${accessKeyId}/20260101/eu-west-1/${service}/aws4_request`;
  return fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`,
      ...headers,
    },
    ...(body !== undefined && { body }),
  });
}
