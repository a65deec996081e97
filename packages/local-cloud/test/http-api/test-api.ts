import type { AwsService } from '../../src/gateway/aws-call.ts';
import { type HttpApiOptions, startHttpApi } from '../../src/http-api/http-api-server.ts';
import { LogStore } from '../../src/logs/log-store.ts';
import type { HttpApiSpec } from '../../src/stack/stack.ts';

/** A function that returns `result`. */
export function returning(result: unknown): AwsService {
  return async () => ({ statusCode: 200, headers: {}, body: JSON.stringify(result) });
}

/** An API with the route `POST /order`, to which `door` answers for its function. */
export async function startTestApi(
  door: AwsService,
  {
    timeoutMs,
    injectFault,
    ...more
  }: Partial<HttpApiSpec> & Pick<HttpApiOptions, 'timeoutMs' | 'injectFault'> = {},
) {
  const logs = new LogStore({ logGroupNames: [] });
  const server = await startHttpApi({
    api: {
      name: 'orders',
      apiId: 'abc123',
      executionArn: 'arn:aws:execute-api:eu-central-1:000000000000:abc123',
      routes: [{ routeKey: 'POST /order', functionName: 'place', authorizationType: 'NONE' }],
      ...more,
    },
    port: 0,
    accountId: '000000000000',
    door,
    logs,
    onError: () => {},
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(injectFault && { injectFault }),
  });
  return {
    ...server,
    /** What was logged into a group, oldest first. */
    logged(logGroupName: string): string[] {
      const events = logs.logGroup(logGroupName)?.events;
      return Array.from(
        { length: events?.nextSequence ?? 0 },
        (_, index) => events?.at(index)?.message ?? '',
      );
    },
  };
}

export type TestApi = Awaited<ReturnType<typeof startTestApi>>;
