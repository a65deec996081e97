import { JournalError } from './journal-error.ts';

/** A DynamoDB update, as far as it names attributes. */
export interface Update {
  readonly UpdateExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
}

/** What an update may change. An update of the content would go unseen by the invariants, so it is refused. */
const UPDATED = new Set(['status', 'attempts', 'updated_at', 'history', 'status_shard', 'failure_reason']);

/**
 * The value placeholder that each attribute is set to. Throws JournalError for an update of any other attribute, and
 * for whatever is not `SET name = :value, … REMOVE name, …`: functions, paths, ADD and DELETE among it.
 */
export function attributesSet(update: Update): ReadonlyMap<string, string> {
  const { UpdateExpression = '', ExpressionAttributeNames: names = {} } = update;
  const [, sets, removes] = /^SET (.+?)(?: REMOVE (.+))?$/.exec(UpdateExpression.trim()) ?? [];
  if (sets === undefined) throw new JournalError(`the journal cannot read the update "${UpdateExpression}"`);
  const attributeOf = (term: string): string => {
    const attribute = term.startsWith('#') ? names[term] : term;
    if (attribute === undefined || !UPDATED.has(attribute))
      throw new JournalError(`the journal does not know updates of ${attribute ?? term}`);
    return attribute;
  };
  for (const name of removes?.split(',') ?? []) attributeOf(name.trim());
  return new Map(
    sets.split(',').map((assignment) => {
      const [, name, value] = /^\s*(#?\w+) = (:\w+)\s*$/.exec(assignment) ?? [];
      if (name === undefined || value === undefined)
        throw new JournalError(`the journal cannot read the assignment "${assignment.trim()}"`);
      return [attributeOf(name), value];
    }),
  );
}
