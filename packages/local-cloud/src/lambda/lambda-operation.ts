/** What a request of the Lambda API asks for: REST-JSON, so the operation is in its method and path. */
export interface LambdaOperation {
  readonly action: string;
  /** Empty for operations on no single function. */
  readonly functionName: string;
  readonly qualifier: string | undefined;
}

const OPERATIONS = [
  { action: 'Invoke', method: 'POST', pattern: /^\/2015-03-31\/functions\/([^/]+)\/invocations$/ },
  { action: 'ListFunctions', method: 'GET', pattern: /^\/2015-03-31\/functions\/?$/ },
  { action: 'GetFunction', method: 'GET', pattern: /^\/2015-03-31\/functions\/([^/]+)$/ },
  {
    action: 'GetFunctionConfiguration',
    method: 'GET',
    pattern: /^\/2015-03-31\/functions\/([^/]+)\/configuration$/,
  },
] as const;

/** Undefined for an operation that is not available locally. */
export function lambdaOperation(method: string, path: string): LambdaOperation | undefined {
  const [pathname = '', query] = path.split('?');
  for (const { action, method: expected, pattern } of OPERATIONS) {
    const match = method === expected ? pattern.exec(pathname) : null;
    if (!match) continue;
    const { functionName, qualifier } = parseFunctionName(decodeURIComponent(match[1] ?? ''));
    return {
      action,
      functionName,
      qualifier: qualifier ?? new URLSearchParams(query).get('Qualifier') ?? undefined,
    };
  }
  return undefined;
}

/** A name, a partial ARN (`123456789012:function:name`) or an ARN, each with an optional `:qualifier`. */
function parseFunctionName(text: string): { functionName: string; qualifier: string | undefined } {
  const [functionName = '', qualifier] = text.replace(/^.*\bfunction:/, '').split(':');
  return { functionName, qualifier };
}
