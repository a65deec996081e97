import { describe, expect, it } from '@jest/globals';
import type { EventBody } from 'function-kit';
import { MemoryLogger } from 'function-kit/testing';
import { isSameContent, OrderConflictError, type OrderContent } from 'order-model';
import { buildContent } from 'order-model/testing';
import { OrderNotQueuedError } from '../src/errors.ts';
import { handlePlaceOrder } from '../src/handle-place-order.ts';
import type { OrderWorkflow } from '../src/order-workflow.ts';

/** A workflow in memory that remembers what it was started with. */
class InMemoryWorkflow implements OrderWorkflow {
  readonly started: OrderContent[] = [];

  async start(order: OrderContent) {
    const earlier = this.started.find(({ order_id }) => order_id === order.order_id);
    this.started.push(order);
    if (earlier && !isSameContent(earlier, order)) throw OrderConflictError.between(order, earlier);
    return { status: 'PENDING', replayed: earlier !== undefined } as const;
  }
}

async function post(event: Partial<EventBody>, workflow: OrderWorkflow = new InMemoryWorkflow()) {
  const logger = new MemoryLogger();
  const response = await handlePlaceOrder({ isBase64Encoded: false, ...event }, { workflow, logger });
  return { ...response, json: JSON.parse(response.body ?? ''), logged: logger.entries };
}

const body = JSON.stringify(buildContent());

describe('handlePlaceOrder', () => {
  it('accepts an order and says where it is', async () => {
    const workflow = new InMemoryWorkflow();
    const response = await post({ body }, workflow);

    expect(response.statusCode).toBe(200);
    expect(response.json).toEqual({ message: 'Validation passed', order_id: 'test001', status: 'PENDING' });
    expect(response.headers).toEqual({ 'content-type': 'application/json', location: '/orders/test001' });
    expect(workflow.started).toEqual([buildContent()]);
  });

  it('marks the same order again as replayed', async () => {
    const workflow = new InMemoryWorkflow();
    await post({ body }, workflow);
    const response = await post({ body }, workflow);

    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({ 'idempotent-replayed': 'true' });
  });

  it('answers 409 for the same order_id with other content', async () => {
    const workflow = new InMemoryWorkflow();
    await post({ body }, workflow);
    const response = await post({ body: JSON.stringify(buildContent({ quantity: 3 })) }, workflow);

    expect(response.statusCode).toBe(409);
    expect(response.headers).toMatchObject({ 'content-type': 'application/problem+json' });
    expect(response.json.detail).toContain('order test001 exists with product "Pen" and quantity 2');
  });

  it('decodes a base64 body', async () => {
    const event = { body: Buffer.from(body).toString('base64'), isBase64Encoded: true };

    expect((await post(event)).statusCode).toBe(200);
  });

  it.each([
    ['no body', undefined],
    ['an empty body', ''],
    ['a body that is not JSON', '{"order_id":'],
    ['null', 'null'],
    ['an array', '[]'],
    ['a string', '"order"'],
    ['a number', '7'],
  ])('answers 400 for %s and starts nothing', async (_, invalid) => {
    const workflow = new InMemoryWorkflow();
    const response = await post({ body: invalid }, workflow);

    expect(response.statusCode).toBe(400);
    expect(response.json).not.toHaveProperty('errors');
    expect(workflow.started).toEqual([]);
  });

  it('answers 400 naming every wrong field, and starts nothing', async () => {
    const workflow = new InMemoryWorkflow();
    const response = await post({ body: '{"order_id":"a b","quantity":"2","color":"red"}' }, workflow);

    expect(response.statusCode).toBe(400);
    expect(response.json.errors.map(({ field }: { field: string }) => field)).toEqual([
      'order_id',
      'product',
      'quantity',
      'color',
    ]);
    expect(workflow.started).toEqual([]);
  });

  it.each([
    ['that is valid', body, 'info', 'test001'],
    ['that is invalid', '{"order_id":"test002","quantity":0}', 'warn', 'test002'],
    [
      'that exists with other content',
      '{"order_id":"test001","product":"Ink","quantity":1}',
      'warn',
      'test001',
    ],
    ['without an order_id that could be one', '{"order_id":"a b"}', 'warn', undefined],
    ['that is not JSON', '{"order_id":"test001"', 'warn', undefined],
  ])('logs one line about an order %s, by its order_id', async (_, text, level, order_id) => {
    const workflow = new InMemoryWorkflow();
    await post({ body }, workflow);
    const { logged } = await post({ body: text }, workflow);

    expect(logged).toHaveLength(1);
    expect(logged[0]?.level).toBe(level);
    expect(logged[0]?.fields.order_id).toBe(order_id);
  });

  it('answers 413 for a body that does not fit into the workflow, counted in bytes', async () => {
    const product = 'é'.repeat(131_073);

    expect((await post({ body: JSON.stringify(product) })).statusCode).toBe(413);
    expect((await post({ body: 'x'.repeat(262_144) })).statusCode).toBe(400);
  });

  it('answers 503 without Retry-After when the order is stored and FAILED, as sending it again changes nothing', async () => {
    const workflow = { start: () => Promise.reject(new OrderNotQueuedError('test001')) };
    const response = await post({ body }, workflow);

    expect(response.statusCode).toBe(503);
    expect(response.headers).not.toHaveProperty('retry-after');
    expect(response.json.detail).toContain('it is FAILED and waits for an operator');
  });

  it('answers 503 with Retry-After when the workflow does not take the order, and keeps the cause to itself', async () => {
    const workflow = { start: () => Promise.reject(new Error('secret internals')) };
    const response = await post({ body }, workflow);

    expect(response.statusCode).toBe(503);
    expect(response.headers).toMatchObject({ 'retry-after': '2' });
    expect(response.body).not.toContain('secret');
  });
});
