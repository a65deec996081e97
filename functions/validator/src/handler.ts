import { createLogger } from 'function-kit';
import { validateOrder } from './validate-order.ts';

const logger = createLogger('validator');

export const handler = async (input: unknown) => validateOrder(input, { logger });
