import { type HttpResponse, type Logger, problemResponse } from 'function-kit';
import { InvalidCursorError, OrderNotFoundError } from 'order-model';
import type { QueryEvent } from './handle-query.ts';
import { InvalidParametersError } from './parameters.ts';

/** What is read changes all the time, and is not for everyone. */
export const NO_STORE = { 'cache-control': 'no-store' };

const RETRY_AFTER_SECONDS = '2';

/** The problem an error is answered with; one that nobody expects is logged, and the request may be sent again. */
export function errorResponse(error: unknown, { routeKey }: QueryEvent, logger: Logger): HttpResponse {
  if (error instanceof InvalidParametersError) {
    const { message: detail, fieldErrors: errors } = error;
    return problemResponse({ status: 400, title: 'Invalid parameters', detail, errors }, NO_STORE);
  }
  if (error instanceof InvalidCursorError) {
    const errors = [{ field: 'cursor', message: error.message }];
    const detail = `cursor ${error.message}`;
    return problemResponse({ status: 400, title: 'Invalid parameters', detail, errors }, NO_STORE);
  }
  if (error instanceof OrderNotFoundError) {
    return problemResponse({ status: 404, title: 'No such order', detail: error.message }, NO_STORE);
  }
  logger.error('query failed', { route: routeKey, error });
  return problemResponse(
    { status: 503, title: 'Temporarily unavailable', detail: 'the tables cannot be read now; try again' },
    { ...NO_STORE, 'retry-after': RETRY_AFTER_SECONDS },
  );
}
