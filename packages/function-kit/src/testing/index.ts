export * from './build-sqs-record.ts';
export * from './memory-logger.ts';
