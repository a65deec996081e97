import { StackError } from '../stack/stack-error.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** An element of a policy that cannot be read here; `instead` says what can. */
export function refusal(where: string, element: string, value: unknown, instead: string): StackError {
  const seen = value === undefined ? 'missing' : JSON.stringify(value);
  return new StackError(`${where}: ${element} is ${seen}; ${instead}`);
}

/** One text or a list of them; IAM takes booleans and numbers for their text. */
export function texts(value: unknown, where: string, element: string): readonly string[] {
  const values = [value].flat();
  const readable = values.length > 0 && values.every((each) => /^(string|number|boolean)$/.test(typeof each));
  if (!readable) throw refusal(where, element, value, 'write a text or a list of texts');
  const list = values.map(String);
  const variable = list.find((each) => each.includes('${'));
  if (variable !== undefined) {
    throw refusal(where, element, variable, 'policy variables are not supported, write out the value');
  }
  return list;
}

/** Refuses, by name, an element nobody here understands. */
export function checkElements(json: JsonObject, where: string, understood: readonly string[]): void {
  const unknown = Object.keys(json).find((element) => !understood.includes(element));
  if (unknown === undefined) return;
  throw refusal(
    where,
    unknown,
    json[unknown],
    `it is not supported here, supported are ${understood.join(', ')}`,
  );
}
