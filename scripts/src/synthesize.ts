import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CDKTF_OUT, ROOT } from './repository.ts';
import { UserError } from './user-error.ts';

/** CDKTF context: `environment` and overrides of its keys. */
export type Context = Readonly<Record<string, unknown>>;

const MAIN = join(ROOT, 'infra/src/main.ts');

/** Synthesizes the stacks of the app in `main` into `outdir`. Throws UserError with infra's own words when the configuration is wrong. */
export async function synthesize(context: Context = {}, outdir = CDKTF_OUT, main = MAIN): Promise<void> {
  const infra = spawn(process.execPath, [main], {
    cwd: ROOT,
    env: {
      ...process.env,
      CDKTF_OUTDIR: outdir,
      CDKTF_CONTEXT_JSON: JSON.stringify({ ...contextOfShell(), ...context }),
    },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const [errors, exitCode] = await Promise.all([
    text(infra.stderr),
    new Promise<number | null>((resolve) => infra.once('close', resolve)),
  ]);
  if (exitCode !== 0)
    throw new UserError(errors.trim().replace(/^error: /, '') || `synth exited with ${exitCode}`);
  process.stderr.write(errors);
}

function contextOfShell(): Context {
  const json = process.env.CDKTF_CONTEXT_JSON;
  if (!json) return {};
  try {
    return JSON.parse(json);
  } catch {
    throw new UserError(`CDKTF_CONTEXT_JSON must be a JSON object, got ${json}`);
  }
}
