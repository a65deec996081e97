export * from './environment.ts';
export * from './http-response.ts';
export * from './json-body.ts';
export * from './logger.ts';
export * from './metrics.ts';
export * from './sqs-batch.ts';
