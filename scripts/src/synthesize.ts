import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { CDKTF_OUT, ROOT } from './repository.ts';
import { UserError } from './user-error.ts';

/** CDKTF context: `environment` and overrides of its keys. */
export type Context = Readonly<Record<string, unknown>>;

/** Synthesizes the stacks into `outdir`. Throws UserError with infra's own words when the configuration is wrong. */
export async function synthesize(context: Context = {}, outdir = CDKTF_OUT): Promise<void> {
  const infra = spawn(process.execPath, ['infra/src/main.ts'], {
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
