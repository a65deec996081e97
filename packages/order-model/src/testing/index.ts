export * from './build-order.ts';
export * from './in-memory-failed-order-store.ts';
export * from './in-memory-order-sender.ts';
export * from './in-memory-order-store.ts';
