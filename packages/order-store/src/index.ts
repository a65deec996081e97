export * from './document-client.ts';
export * from './dynamodb-failed-order-store.ts';
export * from './dynamodb-order-store.ts';
export * from './failed-order-list.ts';
export * from './order-list.ts';
export * from './order-reader.ts';
