import { type EventBody, type HttpResponse, jsonResponse, problemResponse } from 'function-kit';
import type { Route } from './env.ts';
import { problemOf } from './problem-of.ts';
import { InvalidIdsError, readFailedOrderIds } from './read-failed-order-ids.ts';
import { type RowDependencies, redriveRow } from './redrive-row.ts';
import { redriveRows } from './redrive-rows.ts';

/** The part of an HTTP API event, payload format 2.0, that says what to redrive. */
export interface RedriveEvent extends EventBody {
  readonly routeKey: string;
  readonly pathParameters?: Readonly<Record<string, string | undefined>> | undefined;
}

const NO_STORE = { 'cache-control': 'no-store' };
const RETRY_AFTER_SECONDS = '2';

type Answer = (event: RedriveEvent, dependencies: RowDependencies) => Promise<HttpResponse>;

const ANSWERS: Readonly<Record<Route, Answer>> = {
  'POST /failed-orders/{failed_order_id}/redrive': redriveOne,
  'POST /failed-orders/redrive': redriveMany,
};

/** Puts failed orders back on the queue: one by its id, or many by the body. */
export async function handleRedrive(
  event: RedriveEvent,
  dependencies: RowDependencies,
): Promise<HttpResponse> {
  const answer = Object.hasOwn(ANSWERS, event.routeKey) ? ANSWERS[event.routeKey as Route] : undefined;
  if (!answer) throw new Error(`unknown route ${event.routeKey}`);
  return answer(event, dependencies);
}

async function redriveOne(
  { pathParameters }: RedriveEvent,
  dependencies: RowDependencies,
): Promise<HttpResponse> {
  try {
    return jsonResponse(202, await redriveRow(pathParameters?.failed_order_id ?? '', dependencies), NO_STORE);
  } catch (error) {
    const problem = problemOf(error);
    const retry = problem.status === 503 ? { 'retry-after': RETRY_AFTER_SECONDS } : {};
    return problemResponse(problem, { ...NO_STORE, ...retry });
  }
}

async function redriveMany(event: RedriveEvent, dependencies: RowDependencies): Promise<HttpResponse> {
  try {
    const results = await redriveRows(readFailedOrderIds(event), dependencies);
    return jsonResponse(200, { results }, NO_STORE);
  } catch (error) {
    if (!(error instanceof InvalidIdsError)) throw error;
    const { message: detail, fieldErrors: errors } = error;
    return problemResponse({ status: 400, title: 'Invalid request', detail, errors }, NO_STORE);
  }
}
