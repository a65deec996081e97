import { join } from 'node:path';
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from 'local-cloud';
import { buildFunctions } from './build-functions.ts';
import { CDKTF_OUT } from './repository.ts';
import { synthesize } from './synthesize.ts';

/** How long a phase of the start took. */
interface Phase {
  readonly name: string;
  readonly milliseconds: number;
}

export interface LocalSystem extends LocalCloud {
  readonly phases: readonly Phase[];
}

/** Bundles the functions, synthesizes the environment `local` and runs it. */
export async function startLocalSystem(
  options: Omit<LocalCloudOptions, 'stackDirectory'>,
): Promise<LocalSystem> {
  const phases: Phase[] = [];
  const timed = async <Result>(name: string, work: Promise<Result>): Promise<Result> => {
    const startedAt = performance.now();
    const result = await work;
    phases.push({ name, milliseconds: performance.now() - startedAt });
    return result;
  };
  await timed('bundle', buildFunctions());
  await timed('synthesize', synthesize({ environment: 'local' }));
  const stackDirectory = join(CDKTF_OUT, 'stacks/app-local');
  const running = await timed('start', startLocalCloud({ ...options, stackDirectory }));
  return { ...running, phases };
}
