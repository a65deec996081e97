import { InvalidCursorError } from 'order-model';

/** A place in a list that is newest first: the row that was shown last. Rows of the same time come by id, last first. */
export interface Position {
  /** ISO 8601 UTC with milliseconds. */
  readonly at: string;
  readonly id: string;
}

const MAX_CHARACTERS = 4000;

/** The position as text for clients, which is of use for `list` alone. */
export function writeCursor(list: string, { at, id }: Position): string {
  return Buffer.from(JSON.stringify([list, at, id])).toString('base64url');
}

/** Throws InvalidCursorError for what is no cursor, and for one of another list. */
export function readCursor(list: string, cursor: string): Position {
  const [cursorList, at, id, ...rest] = parse(cursor);
  const isPosition = typeof at === 'string' && typeof id === 'string' && id !== '' && isTime(at);
  if (!isPosition || cursorList !== list || rest.length > 0) throw new InvalidCursorError();
  return { at, id };
}

function parse(cursor: string): unknown[] {
  if (cursor.length > MAX_CHARACTERS || !/^[\w-]+$/.test(cursor)) throw new InvalidCursorError();
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function isTime(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
}

/** Whether a comes before b in a list that is newest first. */
export function isBefore(a: Position, b: Position): boolean {
  return a.at === b.at ? a.id > b.id : a.at > b.at;
}
