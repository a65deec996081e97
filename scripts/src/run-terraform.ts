import { execFileSync, spawn } from 'node:child_process';
import { terraformEnvironment } from './terraform-environment.ts';
import { UserError } from './user-error.ts';

/**
 * Runs a program of the Terraform world on this terminal and gives its exit code. Ctrl-C reaches it by the terminal; it
 * ends by itself when it has put down what it holds, a lock on the state for one.
 */
export async function runTool(
  command: string,
  args: readonly string[],
  {
    cwd,
    env = {},
    stdout = 'inherit',
  }: { cwd: string; env?: NodeJS.ProcessEnv; stdout?: 'inherit' | 'ignore' },
): Promise<number> {
  const wait = () => {};
  process.on('SIGINT', wait).on('SIGTERM', wait);
  try {
    return await new Promise<number>((resolve, reject) => {
      const child = spawn(command, args, {
        cwd,
        env: { ...terraformEnvironment(), ...env },
        stdio: ['inherit', stdout, 'inherit'],
      });
      child.once('error', reject);
      child.once('close', (code) => resolve(code ?? 1));
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new UserError(`there is no ${command} on the PATH; run: npx -y pnpm@12 install:terraform`);
  } finally {
    process.off('SIGINT', wait).off('SIGTERM', wait);
  }
}

/** Runs Terraform in the folder of a stack. Throws UserError when it fails, having said why itself. */
export async function terraform(
  cwd: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; stdout?: 'inherit' | 'ignore' } = {},
): Promise<void> {
  const code = await runTool('terraform', args, { cwd, ...options });
  if (code !== 0) throw new UserError(`terraform ${args[0]} failed with exit code ${code}`);
}

/** What Terraform prints in the folder of a stack. Throws when it fails, having said why itself. */
export function terraformOutput(cwd: string, args: readonly string[]): string {
  return execFileSync('terraform', args, {
    cwd,
    env: terraformEnvironment(),
    encoding: 'utf8',
    // A plan as JSON is larger than the megabyte of the default.
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
