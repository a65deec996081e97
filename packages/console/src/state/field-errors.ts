import type { OrderContent } from 'order-model';
import { ApiError } from '../api/api-error.ts';

type Field = keyof OrderContent;

const FIELDS: readonly string[] = ['order_id', 'product', 'quantity'] satisfies readonly Field[];

/** An error of the form: what belongs to a field, and what does not. */
export interface FormError {
  readonly title: string;
  readonly byField: Readonly<Partial<Record<Field, string>>>;
  readonly rest: readonly string[];
}

/** Sorts what is wrong to its fields; the detail only stays where it says something that no field does. */
export function formErrorOf(error: unknown): FormError {
  if (!(error instanceof ApiError)) {
    const reason = error instanceof Error ? error.message : String(error);
    const advice = 'whether the order was placed is not known; placing the same order again is safe';
    return { title: 'No answer', byField: {}, rest: [`${reason}; ${advice}`] };
  }
  const byField: Partial<Record<Field, string>> = {};
  const rest: string[] = [];
  for (const { field, message } of error.fieldErrors) {
    if (isField(field)) byField[field] = byField[field] ? `${byField[field]}; ${message}` : message;
    else rest.push(`${field} ${message}`);
  }
  if (error.fieldErrors.length === 0) rest.push(error.message);
  return { title: error.title, byField, rest };
}

function isField(field: string): field is Field {
  return FIELDS.includes(field);
}
