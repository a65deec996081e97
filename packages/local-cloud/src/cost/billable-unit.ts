/** What AWS counts to write a bill, as far as the local cloud runs it. */
export type CountedUnit =
  | 'httpApiRequests'
  | 'lambdaRequests'
  | 'stateTransitions'
  | 'expressRequests'
  | 'sqsRequests'
  // Receives that brought nothing: they cost by the hour that a queue is polled, and nothing per message.
  | 'sqsIdlePolls'
  | 'readUnits'
  | 'writeUnits'
  | 'logBytes';

/** What is billed by time and memory; counted as a number of runs by how long each took. */
export type TimedUnit = 'lambdaGbSeconds' | 'expressGbSeconds';

/** Everything a price is known of. */
export type BilledUnit = Exclude<CountedUnit, 'sqsIdlePolls'> | TimedUnit | 'lambdaInitGbSeconds' | 'traces';
