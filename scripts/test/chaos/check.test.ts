import { describe, expect, it } from '@jest/globals';
import { check } from '../../src/chaos/check.ts';
import type { ChaosEvent } from '../../src/chaos/events.ts';
import type { Evidence } from '../../src/chaos/evidence.ts';
import {
  answered,
  asked,
  created,
  evidence,
  INK,
  message,
  order,
  PEN,
  read,
  row,
  sent,
  updated,
} from './evidence-builder.ts';
import { broken, deadLettered, failed, fulfilled, orders, placed, refusal } from './scenarios.ts';

describe('check', () => {
  it.each<[string, string, RegExp, ChaosEvent[], Partial<Evidence>]>([
    [
      'an accepted order that is not stored',
      'accepted orders reach an end',
      /not in the orders table/,
      [sent(), answered(200)],
      {},
    ],
    [
      'an accepted order that is PENDING and has no message',
      'accepted orders reach an end',
      /PENDING with neither/,
      [...placed, message('deleted')],
      { orders: [order('PENDING', 0)] },
    ],
    [
      'a FULFILLED order that is written again',
      'FULFILLED is final',
      /dlq-handler wrote FAILED after FULFILLED/,
      [...fulfilled, updated('FAILED', 2, 'dlq-handler')],
      { orders: [order('FAILED', 2)], failedOrders: [row()] },
    ],
    [
      'a FULFILLED order that is stored in another version',
      'FULFILLED is final',
      /last written as FULFILLED.*stored is FULFILLED/,
      fulfilled,
      { orders: [order('FULFILLED', 2)] },
    ],
    ['a FULFILLED order that is gone', 'FULFILLED is final', /stored is nothing/, fulfilled, {}],
    [
      'an order nobody wrote',
      'FULFILLED is final',
      /a write that nobody saw/,
      [sent(), answered(200)],
      { orders: [order('FAILED', 1)], failedOrders: [row()] },
    ],
    [
      'another idempotency key',
      'the warehouse is asked safely',
      /idempotency key m1/,
      [...placed, read('PENDING', 0), asked(0, { idempotencyKey: 'm1' }), updated('FULFILLED', 1)],
      { orders },
    ],
    [
      'a delivery that read FULFILLED and asks',
      'the warehouse is asked safely',
      /b had read FULFILLED/,
      [
        ...fulfilled,
        read('FULFILLED', 1, 'b'),
        asked(1, { environment: 'b', status: 'FULFILLED', fulfilled: false }),
      ],
      { orders },
    ],
    [
      'a delivery that records and asks again',
      'the warehouse is asked safely',
      /a asked the warehouse again without reading/,
      [...fulfilled, asked(0, { fulfilled: false })],
      { orders },
    ],
    [
      'a delivery that asks without reading',
      'the warehouse is asked safely',
      /without reading/,
      [...placed, asked(0), updated('FULFILLED', 1)],
      { orders },
    ],
    [
      'a FULFILLED order the warehouse never fulfilled',
      'the warehouse is asked safely',
      /never fulfilled it/,
      [...placed, read('PENDING', 0), asked(0, refusal), updated('FULFILLED', 1)],
      { orders },
    ],
    [
      'an order that is recorded before its effect',
      'the warehouse is asked safely',
      /before the warehouse fulfilled it/,
      [...placed, read('PENDING', 0), updated('FULFILLED', 1), asked(0)],
      { orders },
    ],
    [
      'an order that is fulfilled twice',
      'the warehouse is asked safely',
      /fulfilled it 2 times/,
      [
        ...placed,
        read('PENDING', 0),
        read('PENDING', 0, 'b'),
        asked(0),
        asked(0, { environment: 'b' }),
        updated('FULFILLED', 1),
      ],
      { orders },
    ],
    [
      'a FAILED order without a row',
      'FAILED orders have a row',
      /without a failed_orders row/,
      [...placed, read('PENDING', 0), asked(0, refusal), updated('FAILED', 1), message('deleted')],
      { orders: [order('FAILED', 1)] },
    ],
    [
      'an accepted content that is not the stored one',
      'content is kept',
      /accepted with .*Ink.*stored with .*Pen/,
      [...fulfilled, answered(200, INK)],
      { orders },
    ],
    [
      'a content that was written over',
      'content is kept',
      /order-storage wrote .*Ink/,
      [...placed, created(INK)],
      { orders: [order('PENDING', 0)] },
    ],
    [
      'a row with another content',
      'content is kept',
      /row m1 has .*Ink/,
      failed,
      { ...deadLettered, failedOrders: [row({ payload: INK })] },
    ],
    [
      'a conflict that is written',
      'refusals change nothing',
      /answered 409, and order-storage wrote/,
      [...placed, created(INK), answered(409, INK)],
      { orders: [order('PENDING', 0)] },
    ],
    [
      'a conflict with itself',
      'refusals change nothing',
      /stored is what was refused/,
      [...placed, answered(409), answered(409, INK)],
      { orders },
    ],
    ['a conflict with nothing', 'refusals change nothing', /no order is stored/, [sent(), answered(409)], {}],
    [
      'an invalid order that is written',
      'refusals change nothing',
      /answered 400, and order-storage wrote/,
      [...placed, created({ ...PEN, quantity: 0 }), answered(400, { ...PEN, quantity: 0 })],
      { orders: [order('PENDING', 0)] },
    ],
    [
      'a content nobody sent',
      'refusals change nothing',
      /no client sent/,
      [sent(), answered(503), created(INK)],
      { orders: [order('PENDING', 0, INK)] },
    ],
    [
      'a dead letter without a row',
      'dead letters are accounted for',
      /dead letter m1 is in no failed_orders row/,
      failed,
      { orders: deadLettered.orders, failedOrders: [row({ failed_order_id: 'another' })] },
    ],
    [
      'a dead letter that is left',
      'dead letters are accounted for',
      /1 messages are left/,
      failed,
      { ...deadLettered, messagesLeft: { 'order queue': 0, 'dead-letter queue': 1 } },
    ],
    [
      'a 409 without a rival',
      'answers are the promised ones',
      /answered 409 where 200 was due/,
      [...fulfilled, answered(409)],
      { orders },
    ],
    [
      'a 200 for an invalid order',
      'answers are the promised ones',
      /answered 200 where 400 was due/,
      [answered(200, { ...PEN, product: ' ' })],
      {},
    ],
    ['a 404', 'answers are the promised ones', /answered 404/, [...fulfilled, answered(404)], { orders }],
    [
      'messages that never leave the queue',
      'the system comes to rest',
      /1 messages are left in the order queue: o1/,
      placed,
      { orders: [order('PENDING', 0)], messagesLeft: { 'order queue': 1, 'dead-letter queue': 0 } },
    ],
    [
      'an execution that never ends',
      'the system comes to rest',
      /still runs/,
      [answered(200)],
      { executionsLeft: ['o1'] },
    ],
  ])('finds %s', (_, invariant, problem, events, rest) => {
    expect(broken(events, rest)[invariant]).toEqual(expect.arrayContaining([expect.stringMatching(problem)]));
  });

  it('takes a message or an execution that is left for an order in flight, not a lost one', () => {
    const pending = { orders: [order('PENDING', 0)] };
    const left = { ...pending, messagesLeft: { 'order queue': 1, 'dead-letter queue': 0 } };

    expect(broken(placed, left)).not.toHaveProperty(['accepted orders reach an end']);
    expect(broken([answered(200)], { executionsLeft: ['o1'] })).not.toHaveProperty([
      'accepted orders reach an end',
    ]);
  });

  it('looks at each order on its own', () => {
    const other = { ...PEN, order_id: 'o2' };
    const found = check(evidence([...fulfilled, answered(200, other)], { orders }));

    expect(found.flatMap(({ violations }) => violations)).toEqual([
      { orderId: 'o2', message: 'accepted, and not in the orders table' },
    ]);
  });
});
