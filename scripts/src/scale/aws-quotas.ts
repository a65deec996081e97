/** What AWS grants an account before it asks for more, per second where not said otherwise; each with its page in `limits.ts`. */
export interface AwsQuotas {
  readonly apiRequests: Bucket;
  /** StartExecution of STANDARD workflows. */
  readonly standardStarts: Bucket;
  /** State transitions of STANDARD workflows. */
  readonly stateTransitions: Bucket;
  /** Executions of all functions at the same time. */
  readonly lambdaConcurrency: number;
  /** Execution environments a function may get at once, and then per second. */
  readonly lambdaScaling: Bucket;
  /** Of a standard queue: received and neither deleted nor visible again. */
  readonly messagesInFlight: number;
  /** Units a new on-demand table, or index, has from its first second. */
  readonly newTable: Units;
  /** Units of a table, or of one index of it. */
  readonly table: Units;
  /** Of one partition. */
  readonly partition: Units;
}

/** A token bucket: what it holds at most, and what it gets back per second. */
export interface Bucket {
  readonly burst: number;
  readonly rate: number;
}

interface Units {
  readonly write: number;
  readonly read: number;
}

/** Where Step Functions grants more. */
const LARGE_REGIONS = ['us-east-1', 'us-west-2', 'eu-west-1'];

/** The default quotas of an account that is not new: AWS starts new ones with less of Lambda and Step Functions. */
export function defaultQuotas(region: string): AwsQuotas {
  const isLarge = LARGE_REGIONS.includes(region);
  return {
    apiRequests: { burst: 5000, rate: 10_000 },
    standardStarts: isLarge ? { burst: 1300, rate: 300 } : { burst: 800, rate: 150 },
    stateTransitions: isLarge ? { burst: 5000, rate: 5000 } : { burst: 800, rate: 800 },
    lambdaConcurrency: 1000,
    lambdaScaling: { burst: 1000, rate: 100 },
    messagesInFlight: 120_000,
    newTable: { write: 4000, read: 12_000 },
    table: { write: 40_000, read: 40_000 },
    partition: { write: 1000, read: 3000 },
  };
}
