import type { AwsCall } from './aws-call.ts';

const parsed = new WeakMap<AwsCall, unknown>();

/** The JSON in the body of a call, `{}` when it is empty; parsed once for all links and the service. Throws SyntaxError. */
export function parsedBody(call: AwsCall): unknown {
  let json = parsed.get(call);
  if (json === undefined) {
    json = JSON.parse(call.body.toString() || '{}');
    parsed.set(call, json);
  }
  return json;
}
