import { UserError } from '../user-error.ts';

/** The arguments of a program that takes exactly these; undefined when it was asked for its usage and gave it. */
export function readArguments<const Names extends readonly string[]>(
  names: Names,
  usage: string,
  args: readonly string[] = process.argv.slice(2),
): { [Index in keyof Names]: string } | undefined {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usage);
    return undefined;
  }
  if (args.length !== names.length || args.some((arg) => arg.startsWith('-'))) {
    const got = args.length === 0 ? 'nothing' : args.join(' ');
    throw new UserError(`${names.join(' and ')} wanted, got ${got}\n\n${usage}`);
  }
  return args as unknown as { [Index in keyof Names]: string };
}
