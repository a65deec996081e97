import { FAULT_KINDS, type FaultOptions, FaultOptionsError, parseFaultOptions } from 'local-cloud';
import { integerFlag } from '../integer-flag.ts';
import { parseFlags } from '../parse-flags.ts';
import type { WorkflowType } from '../stack-names.ts';
import { UserError } from '../user-error.ts';

export const CHAOS_USAGE = `Usage: npx -y pnpm@12 chaos [options]

Runs the whole system under faults, lets clients send, repeat and conflict, and checks that no accepted order is lost or
fulfilled twice. Content, clients and faults come from the seed; how the processes interleave does not.

  --orders N        orders per seed                                             (default: 1000)
  --seeds N         runs the seeds 1 to N                                       (default: 20)
  --seed S          runs this seed alone
  --workflow TYPE   EXPRESS, STANDARD or both                                   (default: odd seeds EXPRESS, even ones STANDARD)
  --faults OPTIONS  as rate=0.02,kinds=throttle+reset-after,calls=sqs:*         (default: rate=0.02, every kind)
                    kinds: ${FAULT_KINDS.slice(0, 6).join(' ')}
                           ${FAULT_KINDS.slice(6).join(' ')}
  --clients N       clients at a time                                           (default: 16)
  --time-scale N    run visibility timeouts, delays and backoffs N times faster  (default: 20)
  --keep-going      run the other seeds too when one breaks an invariant`;

/** A seed to run, and on which workflow. */
interface ChaosRun {
  readonly seed: number;
  readonly workflowType: WorkflowType;
}

/** What `chaos` was asked for. */
export interface ChaosOptions {
  readonly runs: readonly ChaosRun[];
  readonly orders: number;
  readonly clients: number;
  readonly timeScale: number;
  readonly faults: Omit<FaultOptions, 'seed'>;
  readonly keepGoing: boolean;
}

const DEFAULT_FAULTS = 'rate=0.02';

/** The options in command-line arguments; undefined when help is asked for. Throws UserError naming the wrong one. */
export function parseChaosOptions(args: readonly string[]): ChaosOptions | undefined {
  const values = parseValues(args);
  if (values.help) return undefined;
  if (values.seed !== undefined && values.seeds !== undefined) {
    throw new UserError('--seed and --seeds exclude each other; give one of them');
  }
  const seeds =
    values.seed === undefined
      ? Array.from(
          { length: integerFlag('--seeds', values.seeds ?? '20', { max: 10_000 }) },
          (_, index) => index + 1,
        )
      : [integerFlag('--seed', values.seed, { max: 1_000_000_000 })];
  return {
    runs: seeds.flatMap((seed) =>
      workflowsOf(seed, values.workflow).map((workflowType) => ({ seed, workflowType })),
    ),
    orders: integerFlag('--orders', values.orders, { max: 100_000 }),
    clients: integerFlag('--clients', values.clients, { max: 1000 }),
    timeScale: integerFlag('--time-scale', values['time-scale'], { max: 10_000 }),
    faults: faultsIn(values.faults),
    keepGoing: values['keep-going'],
  };
}

function parseValues(args: readonly string[]) {
  return parseFlags(args, {
    usage: CHAOS_USAGE,
    options: {
      orders: { type: 'string', default: '1000' },
      seeds: { type: 'string' },
      seed: { type: 'string' },
      workflow: { type: 'string' },
      faults: { type: 'string', default: DEFAULT_FAULTS },
      clients: { type: 'string', default: '16' },
      'time-scale': { type: 'string', default: '20' },
      'keep-going': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }).values;
}

function workflowsOf(seed: number, workflow: string | undefined): WorkflowType[] {
  switch (workflow) {
    case undefined:
      return [seed % 2 === 1 ? 'EXPRESS' : 'STANDARD'];
    case 'EXPRESS':
    case 'STANDARD':
      return [workflow];
    case 'both':
      return ['EXPRESS', 'STANDARD'];
    default:
      throw new UserError(`--workflow must be EXPRESS, STANDARD or both, got ${workflow || 'nothing'}`);
  }
}

function faultsIn(text: string): ChaosOptions['faults'] {
  if (/(^|,)\s*seed=/.test(text)) throw new UserError(`--faults takes no seed here, got ${text}; use --seed`);
  try {
    const { seed: _, ...faults } = parseFaultOptions(text);
    return faults;
  } catch (error) {
    if (error instanceof FaultOptionsError) throw new UserError(`--faults: ${error.message}`);
    throw error;
  }
}
