export * from './build-sqs-record.ts';
export * from './memory-logger.ts';
export * from './memory-metrics.ts';
