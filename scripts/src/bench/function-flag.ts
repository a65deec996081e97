import { UserError } from '../user-error.ts';

/** The functions that `--function` asks for: one, or all without it. Throws UserError when it is none of them. */
export function functionFlag(name: string | undefined, names: readonly string[]): readonly string[] {
  if (name === undefined) return names;
  if (names.includes(name)) return [name];
  throw new UserError(`--function must be one of ${names.join(', ')}, got ${name}`);
}
