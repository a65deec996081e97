import { describe, expect, it } from '@jest/globals';
import { type InvalidOrderError, orderIdOf, parseOrder } from '../src/index.ts';
import { buildContent } from '../src/testing/index.ts';

function rejectionOf(body: unknown): InvalidOrderError {
  try {
    parseOrder(body);
  } catch (error) {
    return error as InvalidOrderError;
  }
  throw new Error(`accepted ${JSON.stringify(body)}`);
}

describe('parseOrder', () => {
  it.each([
    ['the smallest order', { order_id: 'a', product: 'P', quantity: 1 }],
    ['the longest order_id', { order_id: 'x'.repeat(80), product: 'P', quantity: 1 }],
    ['every kind of order_id character', { order_id: 'AZaz09-_', product: 'P', quantity: 1 }],
    [
      'an order_id that is a property of every object',
      { order_id: 'constructor', product: 'P', quantity: 1 },
    ],
    ['the longest product', { order_id: 'a', product: 'p'.repeat(256), quantity: 1 }],
    ['256 characters outside the BMP', { order_id: 'a', product: '🖊'.repeat(256), quantity: 1 }],
    ['the largest quantity', { order_id: 'a', product: 'P', quantity: 1_000_000 }],
  ])('accepts %s', (_, body) => {
    expect(parseOrder(body)).toEqual(body);
  });

  it('trims the product', () => {
    expect(parseOrder(buildContent({ product: '  Blue Pen\n' })).product).toBe('Blue Pen');
  });

  it('reads 2.0 as 2', () => {
    expect(parseOrder(JSON.parse('{"order_id":"a","product":"P","quantity":2.0}')).quantity).toBe(2);
  });

  it.each([
    ['order_id', 'an empty order_id', { order_id: '' }],
    ['order_id', '81 characters', { order_id: 'x'.repeat(81) }],
    ['order_id', 'a space', { order_id: 'a b' }],
    ['order_id', 'a trailing line feed', { order_id: 'a\n' }],
    ['order_id', 'letters outside ASCII', { order_id: 'é' }],
    ['order_id', 'a number', { order_id: 7 }],
    ['order_id', 'null', { order_id: null }],
    ['product', 'an empty product', { product: '' }],
    ['product', 'a product of spaces', { product: ' \t\n' }],
    ['product', '257 characters', { product: 'p'.repeat(257) }],
    ['product', 'a number', { product: 3 }],
    ['product', 'an array', { product: ['Pen'] }],
    ['product', 'a lone surrogate', { product: 'a\ud800' }],
    ['product', 'a character SQS refuses', { product: 'a\uffff' }],
    ['quantity', 'zero', { quantity: 0 }],
    ['quantity', 'a negative number', { quantity: -5 }],
    ['quantity', 'a fraction', { quantity: 1.5 }],
    ['quantity', 'a numeric string', { quantity: '2' }],
    ['quantity', 'too many', { quantity: 1_000_001 }],
    ['quantity', 'a boolean', { quantity: true }],
    ['quantity', 'null', { quantity: null }],
  ])('names %s for %s', (field, _, overrides) => {
    const { fieldErrors } = rejectionOf({ ...buildContent(), ...overrides });

    expect(fieldErrors.map((error) => error.field)).toEqual([field]);
  });

  it.each(['order_id', 'product', 'quantity'])('names %s when it is missing', (field) => {
    const body: Record<string, unknown> = { ...buildContent() };
    delete body[field];

    expect(rejectionOf(body).fieldErrors).toEqual([{ field, message: 'is missing' }]);
  });

  it('names every wrong and every unknown field at once', () => {
    const body = JSON.parse('{"order_id":"","quantity":-5,"color":"red","__proto__":{},"constructor":1}');

    expect(rejectionOf(body).fieldErrors.map((error) => error.field)).toEqual([
      'order_id',
      'product',
      'quantity',
      'color',
      '__proto__',
      'constructor',
    ]);
  });

  it('stays small about a body with very many unknown fields', () => {
    const body = {
      ...buildContent(),
      ...Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`x${n}`, n])),
    };
    const { fieldErrors, message } = rejectionOf(body);

    expect(fieldErrors).toHaveLength(21);
    expect(fieldErrors.at(-1)?.message).toBe('and 4980 more fields are not fields of an order');
    expect(message.length).toBeLessThan(2000);
  });

  it('shows the value seen, cut to a readable length', () => {
    expect(rejectionOf(buildContent({ quantity: 1.5 })).message).toContain('got 1.5');
    expect(rejectionOf(buildContent({ product: 'p'.repeat(5000) })).message.length).toBeLessThan(200);
  });

  it.each([null, [], [buildContent()], 'order', 7, true, undefined])('refuses %j as no object', (body) => {
    expect(rejectionOf(body).message).toContain('must be a JSON object');
  });
});

describe('orderIdOf', () => {
  it.each([
    ['a valid order', buildContent(), 'test001'],
    ['its JSON', JSON.stringify(buildContent()), 'test001'],
    ['an order whose other fields are wrong', { order_id: 'test001', quantity: -1 }, 'test001'],
    ['an order_id that could not be one', { order_id: 'a b' }, undefined],
    ['an order_id of the wrong type', { order_id: 7 }, undefined],
    ['no order_id', {}, undefined],
    ['null', null, undefined],
    ['a list', [buildContent()], undefined],
    ['text that is not JSON', '{"order_id":"test001"', undefined],
    ['JSON of text', '"test001"', undefined],
  ])('finds that of %s', (_, order, orderId) => {
    expect(orderIdOf(order)).toBe(orderId);
  });
});
