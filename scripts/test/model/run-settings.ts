import { PLANS } from './plan.ts';

/** How many runs to play, and which. */
export interface RunSettings {
  readonly runs: number;
  /** Absent: another one each time. */
  readonly seed?: number;
  /** Where in the runs of the seed, as a failure named it. */
  readonly path?: string;
}

const RUNS = 12_000;
const SEED = 4;
const PARTS = Object.keys(PLANS).length;

/**
 * From MODEL_RUNS (of all parts together), MODEL_SEED and MODEL_PATH. `test` plays the same runs each time; whoever asks
 * for more gets others each time.
 */
export function readRunSettings(env: NodeJS.ProcessEnv = process.env): RunSettings {
  const runs = Math.ceil((readInteger('MODEL_RUNS', 1, env) ?? RUNS) / PARTS);
  const seed = readInteger('MODEL_SEED', -(2 ** 31), env) ?? (env.MODEL_RUNS ? undefined : SEED);
  const { MODEL_PATH: path } = env;
  if (path && !/^\d+(:\d+)*$/.test(path))
    throw new Error(
      `MODEL_PATH must be numbers with colons in between, as a failure prints it, got ${JSON.stringify(path)}`,
    );
  return { runs, ...(seed !== undefined && { seed }), ...(path && { path }) };
}

function readInteger(name: string, min: number, env: NodeJS.ProcessEnv): number | undefined {
  const text = env[name];
  if (!text) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < min)
    throw new Error(`${name} must be an integer of at least ${min}, got ${JSON.stringify(text)}`);
  return value;
}
