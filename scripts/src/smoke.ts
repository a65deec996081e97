import { parseArgs } from 'node:util';
import { runProgram } from './run-program.ts';
import { runSmoke } from './smoke/run-smoke.ts';
import { createTarget, type Target } from './smoke/target.ts';
import { readStackNames } from './stack-names.ts';
import { UserError } from './user-error.ts';

const USAGE = `Usage: npx -y pnpm@12 smoke [options]

Runs the manual test plan against the local run, or against a deployed environment.

  --api URL          the API to try                      (default: the local run, http://127.0.0.1:3000)
  --region REGION    AWS region of a deployed environment; needed with an --api on AWS
  --env NAME         environment whose names are used    (default: local, with --region dev)
  --endpoint URL     AWS endpoint of the local run       (default: http://127.0.0.1:4566)
  --no-dead-letter   leaves out the message that is no order: it becomes a row of failed_orders, which alarms on AWS
  --timeout SECONDS  how long to wait for each step      (default: 180)

Requests to an API that needs IAM are signed with the credentials of the shell; one that needs a token gets SMOKE_TOKEN.`;

await runProgram(async () => {
  const options = parseOptions();
  if (options.help) return console.log(USAGE);
  if (!(await runSmoke(createSmokeTarget(options), console.log))) process.exitCode = 1;
});

function parseOptions() {
  try {
    const { values } = parseArgs({
      options: {
        api: { type: 'string' },
        region: { type: 'string' },
        env: { type: 'string' },
        endpoint: { type: 'string' },
        'no-dead-letter': { type: 'boolean' },
        timeout: { type: 'string', default: '180' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return values;
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function createSmokeTarget(options: ReturnType<typeof parseOptions>): Target {
  const { api, region, env, endpoint, timeout } = options;
  const deadLetter = !options['no-dead-letter'];
  const timeoutSeconds = Number(timeout);
  if (!(timeoutSeconds > 0))
    throw new UserError(`--timeout must be a number of seconds above 0, got ${timeout}`);
  if (api !== undefined && !URL.canParse(api)) throw new UserError(`--api must be a URL, got ${api}`);
  const token = process.env.SMOKE_TOKEN;
  if (region) {
    if (!api) throw new UserError('--region is for a deployed environment: give its --api URL too');
    const names = readStackNames(env ?? 'dev');
    return createTarget({
      apiUrl: api,
      names,
      region,
      timeoutSeconds,
      token,
      deadLetter,
      ...(endpoint && { endpoint }),
    });
  }
  const names = readStackNames(env ?? 'local');
  return createTarget({
    apiUrl: api ?? 'http://127.0.0.1:3000',
    names,
    region: names.region,
    timeoutSeconds,
    token,
    deadLetter,
    endpoint: endpoint ?? 'http://127.0.0.1:4566',
  });
}
