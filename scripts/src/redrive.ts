import { createInterface } from 'node:readline/promises';
import { createOperatorApi } from './redrive/operator-api.ts';
import { createProgress } from './redrive/progress.ts';
import { parseRedriveOptions, REDRIVE_USAGE, type RedriveOptions } from './redrive/redrive-options.ts';
import { runRedrive } from './redrive/run-redrive.ts';
import { isComplete, summaryLines } from './redrive/summary.ts';
import { runProgram } from './run-program.ts';
import { readStackNames } from './stack-names.ts';
import { UserError } from './user-error.ts';

/** What a shell says of a program that Ctrl-C ended. */
const INTERRUPTED = 130;

await runProgram(async () => {
  const options = parseRedriveOptions(process.argv.slice(2));
  if (!options) return console.log(REDRIVE_USAGE);
  const interruption = new AbortController();
  // The second Ctrl-C does not wait for the requests that are under way.
  process.once('SIGINT', () => interruption.abort());
  const summary = await runRedrive(options, {
    api: createApi(options),
    progress: createProgress(process.stderr),
    confirm: (count) => confirm(options, count, interruption.signal),
    signal: interruption.signal,
  });
  for (const line of summaryLines(summary)) console.log(line);
  if (summary.isInterrupted) process.exitCode = INTERRUPTED;
  else if (!isComplete(summary)) process.exitCode = 1;
});

function createApi({ api, region, env }: RedriveOptions) {
  const names = readStackNames(env);
  const token = process.env.REDRIVE_TOKEN;
  return createOperatorApi({
    apiUrl: api,
    region: region ?? names.region,
    authorization: names.operatorAuthorization,
    token,
  });
}

async function confirm({ all, yes }: RedriveOptions, count: number, signal: AbortSignal): Promise<boolean> {
  if (!all || yes) return true;
  if (!process.stdin.isTTY) throw new UserError('--all needs --yes where nobody can be asked');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  terminal.once('SIGINT', () => process.emit('SIGINT'));
  try {
    const answer = await terminal.question(`redrive ${count} failed orders? [y/N] `, { signal });
    return /^y(es)?$/i.test(answer.trim());
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  } finally {
    terminal.close();
  }
}
