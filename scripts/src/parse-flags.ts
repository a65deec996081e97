import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UserError } from './user-error.ts';

/** What a program takes, as parseArgs wants it, and how it is used. */
interface FlagsConfig extends Pick<ParseArgsConfig, 'options' | 'allowPositionals'> {
  readonly usage: string;
}

/** The flags in command-line arguments. Throws UserError naming the one that is not known, with the usage. */
export function parseFlags<const Config extends FlagsConfig>(
  args: readonly string[],
  { usage, ...config }: Config,
): ReturnType<typeof parseArgs<Omit<Config, 'usage'> & { args: string[] }>> {
  try {
    // npm and yarn users write `start -- --port 1`; pnpm hands the dashes on.
    return parseArgs({ ...config, args: args.filter((argument) => argument !== '--') });
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n\n${usage}`);
  }
}
