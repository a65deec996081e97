import { PRODUCT, type Subject } from '../subject.ts';

/** fulfill-order without a partial batch response, what failed forgotten: Lambda deletes the whole batch. */
export const reportsNoFailure: Subject['processOrders'] = async (records, dependencies) => {
  await PRODUCT.processOrders(records, dependencies);
  return { batchItemFailures: [] };
};

/** fulfill-order without a partial batch response, what failed thrown: Lambda delivers the whole batch again. */
export const failsWholeBatch: Subject['processOrders'] = async (records, dependencies) => {
  const { batchItemFailures } = await PRODUCT.processOrders(records, dependencies);
  if (batchItemFailures.length > 0) throw new Error(`${batchItemFailures.length} messages failed`);
  return { batchItemFailures };
};

/** The same, each message reported. */
export const reportsWholeBatch: Subject['processOrders'] = async (records, dependencies) => {
  const { batchItemFailures } = await PRODUCT.processOrders(records, dependencies);
  const all = records.map(({ messageId }) => ({ itemIdentifier: messageId }));
  return { batchItemFailures: batchItemFailures.length > 0 ? all : [] };
};

/** dlq-handler that answers success whatever it could not record. */
export const swallowsDeadLetters: Subject['processDeadLetters'] = async (records, dependencies) => {
  await PRODUCT.processDeadLetters(records, dependencies);
  return { batchItemFailures: [] };
};
