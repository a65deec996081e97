const FUNCTION = '/functions/[^/]+';

/** Lambda's REST paths after their date, by method: https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html */
const ACTIONS: readonly (readonly [pattern: RegExp, action: string])[] = (
  [
    [`POST ${FUNCTION}/invocations`, 'Invoke'],
    [`POST ${FUNCTION}/response-streaming-invocations`, 'InvokeWithResponseStream'],
    [`POST ${FUNCTION}/invoke-async/?`, 'InvokeAsync'],
    ['GET /functions/?', 'ListFunctions'],
    ['POST /functions/?', 'CreateFunction'],
    [`GET ${FUNCTION}`, 'GetFunction'],
    [`DELETE ${FUNCTION}`, 'DeleteFunction'],
    [`GET ${FUNCTION}/configuration`, 'GetFunctionConfiguration'],
    [`PUT ${FUNCTION}/configuration`, 'UpdateFunctionConfiguration'],
    [`PUT ${FUNCTION}/code`, 'UpdateFunctionCode'],
    [`GET ${FUNCTION}/concurrency`, 'GetFunctionConcurrency'],
    [`PUT ${FUNCTION}/concurrency`, 'PutFunctionConcurrency'],
    [`DELETE ${FUNCTION}/concurrency`, 'DeleteFunctionConcurrency'],
    [`GET ${FUNCTION}/policy`, 'GetPolicy'],
    ['GET /event-source-mappings/?', 'ListEventSourceMappings'],
    ['POST /event-source-mappings/?', 'CreateEventSourceMapping'],
    ['GET /event-source-mappings/[^/]+', 'GetEventSourceMapping'],
    ['PUT /event-source-mappings/[^/]+', 'UpdateEventSourceMapping'],
    ['DELETE /event-source-mappings/[^/]+', 'DeleteEventSourceMapping'],
  ] as const
).map(([pattern, action]) => [new RegExp(`^${pattern}$`), action]);

/** The Lambda operation of a REST request; what is not in the list is named by its method and path. */
export function lambdaRestAction(method: string, path: string): string {
  const withoutDate = path.replace(/\?.*$/, '').replace(/^\/\d{4}-\d{2}-\d{2}/, '');
  const request = `${method} ${withoutDate}`;
  return ACTIONS.find(([pattern]) => pattern.test(request))?.[1] ?? request;
}
