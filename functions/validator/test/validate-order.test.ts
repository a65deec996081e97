import { describe, expect, it } from '@jest/globals';
import { MemoryLogger } from 'function-kit/testing';
import { InvalidOrderError } from 'order-model';
import { buildContent } from 'order-model/testing';
import { validateOrder } from '../src/validate-order.ts';

describe('validateOrder', () => {
  it('passes a valid order on, with the product trimmed', () => {
    const logger = new MemoryLogger();
    const order = validateOrder(buildContent({ product: ' Pen ' }), { logger });

    expect(order).toEqual(buildContent());
    expect(logger.entries).toMatchObject([{ level: 'debug', fields: { order_id: order.order_id } }]);
  });

  it.each([
    ['a missing field', { order_id: 'a', product: 'Pen' }],
    ['a wrong type', buildContent({ quantity: '2' as unknown as number })],
    ['an unknown field', { ...buildContent(), color: 'red' }],
    ['no object', null],
  ])('throws for %s the error name that the workflow does not retry', (_, input) => {
    const logger = new MemoryLogger();

    expect(() => validateOrder(input, { logger })).toThrow(InvalidOrderError);
    expect(() => validateOrder(input, { logger })).toThrow(expect.objectContaining({ name: 'InvalidOrder' }));
    expect(logger.entries[0]).toMatchObject({ level: 'warn', fields: { input } });
  });
});
