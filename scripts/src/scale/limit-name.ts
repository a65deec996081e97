/** What can hold orders up, by its name here; `limits.ts` says of each what it is. */
export type LimitName =
  | 'api-throttle'
  | 'account-api-throttle'
  | 'workflow-starts'
  | 'state-transitions'
  | 'lambda-concurrency'
  | 'lambda-scaling'
  | 'new-table-writes'
  | 'new-index-writes'
  | 'new-table-reads'
  | 'table-writes'
  | 'index-writes'
  | 'table-reads'
  | 'status-shards'
  | 'event-source-scaling'
  | 'event-source-maximum'
  | 'dead-letter-concurrency'
  | 'messages-in-flight';
