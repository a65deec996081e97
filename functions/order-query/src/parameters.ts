import {
  FAILED_ORDER_STATES,
  type FailedOrderState,
  type FieldError,
  ORDER_STATUSES,
  type OrderStatus,
  type PageRequest,
} from 'order-model';

/** The query string of a request; each name once. */
export type Parameters = Readonly<Record<string, string | undefined>>;

/** Query parameters are wrong; `fieldErrors` names each. */
export class InvalidParametersError extends Error {
  override readonly name = 'InvalidParameters';
  readonly fieldErrors: readonly FieldError[];

  constructor(fieldErrors: readonly FieldError[]) {
    super(fieldErrors.map(({ field, message }) => `${field} ${message}`).join('; '));
    this.fieldErrors = fieldErrors;
  }
}

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 100;
const SHOWN_CHARACTERS = 60;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;

type Read<Value> = (text: string) => Value | undefined;

/** The page of orders that is asked for. Throws InvalidParametersError. */
export function readOrdersRequest(parameters: Parameters): PageRequest<OrderStatus> {
  return readPageRequest(parameters, 'status', ORDER_STATUSES);
}

/** The page of failed orders that is asked for. Throws InvalidParametersError. */
export function readFailedOrdersRequest(parameters: Parameters): PageRequest<FailedOrderState> {
  return readPageRequest(parameters, 'state', FAILED_ORDER_STATES);
}

/** The time to count from, with milliseconds as orders have it; undefined: from the beginning. Throws InvalidParametersError. */
export function readSince(parameters: Parameters): string | undefined {
  const reader = new ParameterReader(parameters, ['since']);
  const since = reader.read('since', 'must be a time such as 2026-01-31T09:30:00Z', readTime);
  reader.end();
  return since;
}

function readPageRequest<Filter extends string>(
  parameters: Parameters,
  name: string,
  filters: readonly Filter[],
): PageRequest<Filter> {
  const reader = new ParameterReader(parameters, [name, 'limit', 'cursor']);
  const filter = reader.read(name, `must be one of ${filters.join(', ')}`, (text) =>
    filters.find((each) => each === text),
  );
  const limit = reader.read('limit', `must be an integer from 1 to ${MAX_LIMIT}`, readLimit);
  reader.end();
  return { filter, limit: limit ?? DEFAULT_LIMIT, cursor: parameters.cursor };
}

function readLimit(text: string): number | undefined {
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return limit >= 1 && limit <= MAX_LIMIT ? limit : undefined;
}

function readTime(text: string): string | undefined {
  const time = TIME.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** Reads parameters and gathers what is wrong with them, those that nobody knows included. */
class ParameterReader {
  readonly #parameters: Parameters;
  readonly #errors: FieldError[];

  constructor(parameters: Parameters, known: readonly string[]) {
    this.#parameters = parameters;
    this.#errors = Object.keys(parameters)
      .filter((name) => !known.includes(name))
      .map((name) => ({
        field: name.slice(0, SHOWN_CHARACTERS),
        message: `is no parameter here; use ${known.join(', ')}`,
      }));
  }

  read<Value>(name: string, rule: string, read: Read<Value>): Value | undefined {
    const text = this.#parameters[name];
    if (text === undefined) return undefined;
    const value = read(text);
    if (value === undefined) {
      const seen = JSON.stringify(text.slice(0, SHOWN_CHARACTERS));
      this.#errors.push({ field: name, message: `${rule}, got ${seen}` });
    }
    return value;
  }

  end(): void {
    if (this.#errors.length > 0) throw new InvalidParametersError(this.#errors);
  }
}
