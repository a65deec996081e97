/** What can be injected, in the order of the documentation. */
export const FAULT_KINDS = [
  'throttle',
  'error',
  'latency',
  'reset-before',
  'reset-after',
  'duplicate',
  'reorder',
  'kill-before',
  'kill-during',
  'kill-after',
  'timeout',
  'outage',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** What can happen to any call of an AWS API and to a request of an HTTP API's client. */
export const CALL_KINDS = ['throttle', 'error', 'latency', 'reset-before', 'reset-after'] as const;

/** What can happen to an invocation in its execution environment. */
export const INVOCATION_KINDS = ['kill-before', 'kill-during', 'kill-after', 'timeout'] as const;
