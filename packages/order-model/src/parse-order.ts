import * as v from 'valibot';
import { type FieldError, InvalidOrderError } from './errors.ts';
import type { OrderContent } from './order.ts';

export const ORDER_ID_MAX_LENGTH = 80;
export const PRODUCT_MAX_LENGTH = 256;
export const QUANTITY_MAX = 1_000_000;

/** An error has to stay far smaller than the body it is about: so many unknown fields are named, so much of each. */
const UNKNOWN_FIELDS_NAMED = 20;
const FIELD_NAME_SHOWN = 80;

/**
 * Characters SQS refuses in a message although JSON leaves them unescaped; a lone surrogate is refused too, as UTF-8
 * cannot carry it. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
const UNSENDABLE = /[\uFFFE\uFFFF]/;

const quantityMessage = `must be an integer from 1 to ${QUANTITY_MAX}`;

const fields = {
  order_id: v.pipe(
    v.string('must be a string'),
    // Also the charset of a Step Functions execution name.
    v.regex(/^[A-Za-z0-9_-]+$/, 'must be 1 to 80 characters of A-Z a-z 0-9 - _'),
    v.maxLength(ORDER_ID_MAX_LENGTH, 'must be 1 to 80 characters of A-Z a-z 0-9 - _'),
  ),
  product: v.pipe(
    v.string('must be a string'),
    v.trim(),
    v.minLength(1, 'must not be empty'),
    v.check(
      (product) => [...product].length <= PRODUCT_MAX_LENGTH,
      `must have at most ${PRODUCT_MAX_LENGTH} characters`,
    ),
    v.check(
      (product) => product.isWellFormed() && !UNSENDABLE.test(product),
      'must be well-formed Unicode text',
    ),
  ),
  quantity: v.pipe(
    v.number(quantityMessage),
    v.integer(quantityMessage),
    v.minValue(1, quantityMessage),
    v.maxValue(QUANTITY_MAX, quantityMessage),
  ),
} satisfies Record<keyof OrderContent, v.GenericSchema>;

/** The order in a parsed JSON body; `product` comes back trimmed. Throws InvalidOrderError naming every wrong field. */
export function parseOrder(body: unknown): OrderContent {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new InvalidOrderError(`an order must be a JSON object, got ${describe(body)}`);
  }
  const errors: FieldError[] = [];
  const parsed = {
    order_id: parseField(body, 'order_id', errors),
    product: parseField(body, 'product', errors),
    quantity: parseField(body, 'quantity', errors),
  };
  const unknown = Object.keys(body).filter((field) => !Object.hasOwn(fields, field));
  for (const field of unknown.slice(0, UNKNOWN_FIELDS_NAMED)) {
    errors.push({ field: field.slice(0, FIELD_NAME_SHOWN), message: 'is not a field of an order' });
  }
  const more = unknown.length - UNKNOWN_FIELDS_NAMED;
  if (more > 0) errors.push({ field: '…', message: `and ${more} more fields are not fields of an order` });
  if (errors.length > 0) throw new InvalidOrderError('the order is invalid', errors);
  return parsed as OrderContent;
}

/** The order_id in an order, valid or not, or in its JSON text; undefined when it has none that could be one. */
export function orderIdOf(order: unknown): string | undefined {
  if (typeof order === 'string') return orderIdOf(parsedOrUndefined(order));
  if (typeof order !== 'object' || order === null || !Object.hasOwn(order, 'order_id')) return undefined;
  const result = v.safeParse(fields.order_id, (order as { order_id: unknown }).order_id);
  return result.success ? result.output : undefined;
}

function parsedOrUndefined(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function parseField<Name extends keyof OrderContent>(
  body: object,
  field: Name,
  errors: FieldError[],
): unknown {
  if (!Object.hasOwn(body, field)) {
    errors.push({ field, message: 'is missing' });
    return;
  }
  const value: unknown = (body as Record<string, unknown>)[field];
  const result = v.safeParse(fields[field], value, { abortPipeEarly: true });
  if (result.success) return result.output;
  errors.push({ field, message: `${result.issues[0].message}, got ${describe(value)}` });
}

/** A value as an error message shows it: its JSON, cut to a readable length. */
function describe(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 60 ? `${json.slice(0, 57)}… (${json.length} characters)` : json;
}
