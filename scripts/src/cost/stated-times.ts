/** EXPRESS is billed in chunks of 64 MB, of which the workflow needs one. */
export const EXPRESS_GB = 1 / 16;

const INIT_MS = 250;

/**
 * How long a run is stated to take, in milliseconds, by the line that bills it: what a machine measures says as much of the
 * machine. The api-handler waits for the workflow; a run of fulfill-order has a batch. The price follows from these, from
 * the memory that is configured, and from how often each was run.
 */
export const STATED_MS: Readonly<Record<string, number>> = {
  'lambdaGbSeconds api-handler': 30,
  'lambdaGbSeconds validator': 5,
  'lambdaGbSeconds order-storage': 15,
  'lambdaGbSeconds fulfill-order': 45,
  'lambdaGbSeconds dlq-handler': 25,
  'lambdaInitGbSeconds api-handler': INIT_MS,
  'lambdaInitGbSeconds validator': INIT_MS,
  'lambdaInitGbSeconds order-storage': INIT_MS,
  'lambdaInitGbSeconds fulfill-order': INIT_MS,
  'lambdaInitGbSeconds dlq-handler': INIT_MS,
  'expressGbSeconds order-workflow': 100,
};
