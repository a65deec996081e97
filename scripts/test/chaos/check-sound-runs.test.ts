import { describe, expect, it } from '@jest/globals';
import type { ChaosEvent } from '../../src/chaos/events.ts';
import type { Evidence } from '../../src/chaos/evidence.ts';
import {
  answered,
  asked,
  created,
  execution,
  fault,
  INK,
  message,
  order,
  PEN,
  poison,
  read,
  row,
  sent,
  updated,
} from './evidence-builder.ts';
import {
  broken,
  deadLettered,
  failed,
  fulfilled,
  last,
  lateAsk,
  orders,
  placed,
  unrecorded,
} from './scenarios.ts';

describe('check', () => {
  it.each<[string, ChaosEvent[], Partial<Evidence>]>([
    ['an order that is fulfilled', fulfilled, { orders }],
    ['an order that is FAILED with its row', failed, deadLettered],
    [
      'an order nobody was told of that is PENDING',
      [sent(), created(), answered(undefined)],
      { orders: [order('PENDING', 0)] },
    ],
    ['an order nobody was told of that is not stored', [sent(), answered(503)], {}],
    ['an order that is trimmed', [...fulfilled, answered(200, { ...PEN, product: ' Pen ' })], { orders }],
    ['a conflict', [...fulfilled, sent(INK), answered(409, INK)], { orders }],
    ['an invalid order', [...fulfilled, answered(400, { ...PEN, quantity: 0 })], { orders }],
    [
      'two deliveries that both read before one recorded FULFILLED, and both ask',
      [
        ...placed,
        read('PENDING', 0),
        read('PENDING', 0, 'b'),
        asked(0),
        updated('FULFILLED', 1),
        asked(0, { environment: 'b', fulfilled: false }),
      ],
      { orders },
    ],
    ['an open row of an order that became FULFILLED', fulfilled, { orders, failedOrders: [row()] }],
    [
      'a dead letter of a FULFILLED order',
      [...fulfilled, message('received', 'dead-letter queue')],
      { orders },
    ],
    [
      'an order that could not be stored and became a dead letter',
      [sent(), answered(200), created(PEN, '2026-01-02T03:04:05.001Z', 'FAILED', 'dlq-handler')],
      deadLettered,
    ],
    [
      'a FAILED order that is fulfilled after all',
      [...placed, updated('FAILED', 0), read('FAILED', 0), asked(0), updated('FULFILLED', 1)],
      { orders },
    ],
    [
      'an order that is sent once more when the faults are over',
      [...fulfilled, answered(200, PEN, last), answered(409, INK, last)],
      { orders },
    ],
    [
      'messages that carry the order',
      [...fulfilled, message('sent', 'order queue', PEN), message('sent', 'dead-letter queue', PEN)],
      { orders },
    ],
    [
      'an execution that started before the order ended, and queued it after that',
      [execution('starts'), ...fulfilled, execution('enters SendToQueue')],
      { orders },
    ],
    [
      'an execution that found the order ended',
      [...fulfilled, execution('starts'), execution('ends')],
      { orders },
    ],
    [
      'a late request to the warehouse of a delivery that had read just before',
      [...placed, read('PENDING', 0), asked(0), read('PENDING', 0, 'b'), updated('FULFILLED', 1), lateAsk],
      { orders },
    ],
    [
      'an answer that a fault kept from being recorded',
      [...unrecorded.slice(0, -2), fault(), ...unrecorded.slice(-2)],
      deadLettered,
    ],
    [
      'an answer that an outage kept from being recorded',
      [fault({ fault: 'outage', target: 'dynamodb:*', detail: 'begins, for 9 ms' }), ...unrecorded],
      deadLettered,
    ],
    [
      'a poison message with its row',
      [poison('{'), message('received')],
      { failedOrders: [row({ payload: '{' })] },
    ],
    [
      'a poison message that is an order',
      [poison(JSON.stringify(PEN)), created(PEN, '2026-01-02T03:04:05.001Z', 'FAILED', 'dlq-handler')],
      deadLettered,
    ],
    ['a body that is too large', [answered(413, { order_id: 'o1', malformed: 'too large' })], {}],
    ['a body that is not JSON', [answered(400, { order_id: 'o1', malformed: 'not JSON' })], {}],
  ])('finds nothing wrong with %s', (_, events, rest) => {
    expect(broken(events, rest)).toEqual({});
  });
});
