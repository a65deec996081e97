import type { AwsCall } from '../../gateway/aws-call.ts';
import { parsedBody } from '../../gateway/parsed-body.ts';

/** An action as policies write it, and the ARN it is done to; `*` for an action that is done to nothing in particular. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
}

/** What the ARNs of the stack have in common. */
export interface Place {
  readonly region: string;
  readonly accountId: string;
}

/** What each operation of a service needs: https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html */
export type PermissionTable = Readonly<
  Record<string, (call: AwsCall, place: Place) => readonly Permission[]>
>;

/** The input of a JSON operation. What is no object has no members: its service refuses it. */
export function inputOf(call: AwsCall): Readonly<Record<string, unknown>> {
  try {
    return objectOf(parsedBody(call));
  } catch {
    return {};
  }
}

export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
}

/** A member of an input; what is no text is empty, which is the name of nothing. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The same for each of some operations: the action of their own name, on what `resource` reads out of the call. */
export function onEach(
  service: string,
  operations: readonly string[],
  resource: (call: AwsCall, place: Place) => string,
): PermissionTable {
  return Object.fromEntries(
    operations.map((operation) => [
      operation,
      (call, place) => [{ action: `${service}:${operation}`, resource: resource(call, place) }],
    ]),
  );
}
