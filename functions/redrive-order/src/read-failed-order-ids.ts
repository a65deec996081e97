import { BodyNotJsonError, bodyText, type EventBody, parseJson } from 'function-kit';
import type { FieldError } from 'order-model';

const MAX_IDS = 100;
const FIELD = 'failed_order_ids';

/** The body of a bulk redrive is wrong; `fieldErrors` names every wrong field. */
export class InvalidIdsError extends Error {
  override readonly name = 'InvalidIds';
  readonly fieldErrors: readonly FieldError[];

  constructor(fieldErrors: readonly FieldError[]) {
    super(fieldErrors.map(({ field, message }) => `${field} ${message}`).join('; '));
    this.fieldErrors = fieldErrors;
  }
}

/** The ids in the body of a bulk redrive. Throws InvalidIdsError. */
export function readFailedOrderIds(event: EventBody): readonly string[] {
  const body = parse(event);
  const { [FIELD]: ids, ...others } = body;
  const problem = problemOf(ids);
  const unknown = Object.keys(others)
    .slice(0, 20)
    .map((field) => ({ field: field.slice(0, 80), message: 'is no field of this request' }));
  const errors = [...(problem === undefined ? [] : [{ field: FIELD, message: problem }]), ...unknown];
  if (errors.length > 0) throw new InvalidIdsError(errors);
  return ids as readonly string[];
}

function parse(event: EventBody): Record<string, unknown> {
  try {
    const body = parseJson(bodyText(event));
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  } catch (error) {
    if (!(error instanceof BodyNotJsonError)) throw error;
    throw new InvalidIdsError([
      { field: FIELD, message: `is missing: the body is not JSON: ${error.message}` },
    ]);
  }
  throw new InvalidIdsError([{ field: FIELD, message: 'is missing: the body must be a JSON object' }]);
}

function problemOf(ids: unknown): string | undefined {
  if (ids === undefined) return 'is missing';
  if (!Array.isArray(ids)) return 'must be an array of ids';
  if (ids.some((id) => typeof id !== 'string')) return 'must hold texts alone';
  if (ids.length === 0 || ids.length > MAX_IDS) return `must hold 1 to ${MAX_IDS} ids, got ${ids.length}`;
  return undefined;
}
