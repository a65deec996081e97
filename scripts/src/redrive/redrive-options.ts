import { parseFlags } from '../parse-flags.ts';
import { UserError } from '../user-error.ts';

export const REDRIVE_USAGE = `Usage: npx -y pnpm@12 redrive --all | --reason TEXT | ID...

Puts failed orders back on the queue: those with the ids, those whose reason has the text in it, or all that are open.

  --all            every open failed order; asks first
  --reason TEXT    open failed orders whose reason has TEXT in it, in any case
  --yes            asks nothing
  --api URL        the API to call                             (default: the local run, http://127.0.0.1:3000)
  --region REGION  AWS region of a deployed environment        (default: that of its file)
  --env NAME       environment whose authorization is used     (default: local, with --api dev)

Requests are signed with the credentials of the shell where the API needs IAM; where it needs a token they get REDRIVE_TOKEN.`;

/** What `redrive` was asked for. */
export interface RedriveOptions {
  readonly ids: readonly string[];
  readonly all: boolean;
  readonly reason?: string;
  readonly yes: boolean;
  readonly api: string;
  readonly region?: string;
  readonly env: string;
}

/** The options in command-line arguments; undefined when help is asked for. Throws UserError naming the wrong one. */
export function parseRedriveOptions(args: readonly string[]): RedriveOptions | undefined {
  const { values, positionals } = parseValues(args);
  const { all, reason, yes, api, region, env, help } = values;
  if (help) return undefined;
  const ways = [all && '--all', reason !== undefined && '--reason', positionals.length > 0 && 'ids'].filter(
    Boolean,
  );
  if (ways.length === 0) throw new UserError(`give --all, --reason TEXT or ids\n\n${REDRIVE_USAGE}`);
  if (ways.length > 1) throw new UserError(`${ways.join(' and ')} exclude each other; give one of them`);
  if (reason?.trim() === '')
    throw new UserError('--reason must be a text, got nothing; use --all for all of them');
  if (api !== undefined && !/^https?:/.test(URL.parse(api)?.protocol ?? ''))
    throw new UserError(`--api must be an http or https URL, got ${api || 'nothing'}`);
  if (region !== undefined && api === undefined)
    throw new UserError('--region is for a deployed environment: give its --api URL too');
  return {
    ids: [...new Set(positionals)],
    all,
    yes,
    api: (api ?? 'http://127.0.0.1:3000').replace(/\/$/, ''),
    env: env ?? (api === undefined ? 'local' : 'dev'),
    ...(reason !== undefined && { reason }),
    ...(region !== undefined && { region }),
  };
}

function parseValues(args: readonly string[]) {
  return parseFlags(args, {
    usage: REDRIVE_USAGE,
    allowPositionals: true,
    options: {
      all: { type: 'boolean', default: false },
      reason: { type: 'string' },
      yes: { type: 'boolean', short: 'y', default: false },
      api: { type: 'string' },
      region: { type: 'string' },
      env: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
}
