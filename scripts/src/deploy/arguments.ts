import { UserError } from '../user-error.ts';

/** The arguments of a program that takes exactly these. Throws UserError with the usage. */
export function requireArguments<const Names extends readonly string[]>(
  names: Names,
  usage: string,
  args: readonly string[] = process.argv.slice(2),
): { [Index in keyof Names]: string } {
  const wanted = names.join(' and ');
  if (args.length !== names.length || args.some((arg) => arg.startsWith('-'))) {
    throw new UserError(
      `${wanted} wanted, got ${args.length === 0 ? 'nothing' : args.join(' ')}\n\n${usage}`,
    );
  }
  return args as unknown as { [Index in keyof Names]: string };
}
