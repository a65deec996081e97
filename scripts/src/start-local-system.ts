import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from 'local-cloud';
import { buildFunctions } from './build-functions.ts';
import { type Context, synthesize } from './synthesize.ts';

/** How long a phase of the start took. */
interface Phase {
  readonly name: string;
  readonly milliseconds: number;
}

export interface LocalSystem extends LocalCloud {
  readonly phases: readonly Phase[];
}

export interface LocalSystemOptions extends Omit<LocalCloudOptions, 'stackDirectory'> {
  /** Keys of the environment `local` to override. */
  readonly context?: Context;
  readonly artifactsDirectory: string;
  readonly cdktfOut: string;
}

/** Bundles the functions, synthesizes the environment `local` and runs it. */
export async function startLocalSystem(options: LocalSystemOptions): Promise<LocalSystem> {
  const { context, artifactsDirectory, cdktfOut, ...cloud } = options;
  const phases: Phase[] = [];
  const timed = async <Result>(name: string, work: Promise<Result>): Promise<Result> => {
    const startedAt = performance.now();
    const result = await work;
    phases.push({ name, milliseconds: performance.now() - startedAt });
    return result;
  };
  await mkdir(cdktfOut, { recursive: true });
  await timed('bundle', buildFunctions(artifactsDirectory));
  await timed('synthesize', synthesize({ ...context, environment: 'local', artifactsDirectory }, cdktfOut));
  const stackDirectory = join(cdktfOut, 'stacks/app-local');
  const running = await timed('start', startLocalCloud({ ...cloud, stackDirectory }));
  return { ...running, phases };
}
