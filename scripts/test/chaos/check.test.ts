import { describe, expect, it } from '@jest/globals';
import { check } from '../../src/chaos/check.ts';
import type { ChaosEvent } from '../../src/chaos/events.ts';
import type { Evidence } from '../../src/chaos/evidence.ts';
import { JournalError } from '../../src/chaos/journal-error.ts';
import {
  answered,
  asked,
  created,
  evidence,
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

/** The messages of the invariants that are broken, by invariant. */
function broken(events: readonly ChaosEvent[], rest: Partial<Evidence> = {}): Record<string, string[]> {
  const verdicts = check(evidence(events, rest)).filter(({ violations }) => violations.length > 0);
  return Object.fromEntries(
    verdicts.map(({ invariant, violations }) => [invariant, violations.map(({ message }) => message)]),
  );
}

const placed = [sent(), created(), message('sent'), answered(200), message('received')];
const fulfilled = [...placed, read('PENDING', 0), asked(0), updated('FULFILLED', 1), message('deleted')];
const orders = [order('FULFILLED', 1)];

const lateAsk = asked(0, { environment: 'b', fulfilled: false });
const refusal = { outcome: 'FAILED', fulfilled: false } as const;
const failed = [
  ...placed,
  read('PENDING', 0),
  asked(0, refusal),
  updated('FAILED', 1),
  message('received', 'dead-letter queue'),
  message('deleted', 'dead-letter queue'),
];
const last = { isLast: true } as const;
/** Told FULFILLED, never recorded, and dead in the end. */
const unrecorded = [
  ...placed,
  read('PENDING', 0),
  asked(0),
  updated('FAILED', 1, 'dlq-handler'),
  message('deleted', 'dead-letter queue'),
];
const denial = {
  principal: 'arn:role/validator',
  action: 'sqs:SendMessage',
  resource: 'order_queue',
  reason: 'nothing allows it',
  timestamp: 0,
};
const deadLettered = { orders: [order('FAILED', 1)], failedOrders: [row()] };

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
    [
      'an order that nobody can place when the faults are over',
      'after the faults every order is accepted',
      /answered 503 when the faults were over/,
      [...fulfilled, answered(503, PEN, last)],
      { orders },
    ],
    [
      'no answer when the faults are over',
      'after the faults every order is accepted',
      /answered nothing/,
      [...fulfilled, answered(undefined, PEN, last)],
      { orders },
    ],
    [
      'two contents that are both accepted when the faults are over',
      'after the faults every order is accepted',
      /2 contents were accepted/,
      [...fulfilled, answered(200, PEN, last), answered(200, INK, last)],
      { orders },
    ],
    [
      'an order whose contents are all refused when the faults are over',
      'after the faults every order is accepted',
      /0 contents were accepted/,
      [...fulfilled, answered(409, PEN, last), answered(409, INK, last)],
      { orders },
    ],
    [
      'a replay that makes a FAILED order PENDING again',
      'status changes are allowed ones',
      /order-storage changed FAILED to PENDING/,
      [...placed, updated('FAILED', 1), updated('PENDING', 2, 'order-storage')],
      { orders: [order('PENDING', 2)] },
    ],
    [
      'a refusal that fails a PENDING order again',
      'status changes are allowed ones',
      /order-storage changed FAILED to FAILED/,
      [...placed, updated('FAILED', 1), updated('FAILED', 2, 'order-storage')],
      { orders: [order('FAILED', 2)], failedOrders: [row()] },
    ],
    [
      'a replay that writes PENDING over PENDING',
      'status changes are allowed ones',
      /order-storage changed PENDING to PENDING/,
      [...placed, updated('PENDING', 1, 'order-storage')],
      { orders: [order('PENDING', 1)] },
    ],
    [
      'an order that is created twice',
      'status changes are allowed ones',
      /order-storage created the order again/,
      [...placed, created()],
      { orders: [order('PENDING', 0)] },
    ],
    [
      'an order that is created by who fulfills it',
      'status changes are allowed ones',
      /fulfill-order created the order as PENDING/,
      [sent(), created(PEN, undefined, 'PENDING', 'fulfill-order')],
      { orders: [order('PENDING', 0)] },
    ],
    [
      'an order that begins FULFILLED',
      'status changes are allowed ones',
      /order-storage created the order as FULFILLED/,
      [sent(), created(PEN, undefined, 'FULFILLED')],
      { orders: [order('FULFILLED', 0)] },
    ],
    [
      'a change of an order that nobody created',
      'status changes are allowed ones',
      /wrote FAILED to an order that nobody had created/,
      [sent(), updated('FAILED', 1)],
      deadLettered,
    ],
    [
      'an order that is fulfilled by who stores it',
      'status changes are allowed ones',
      /order-storage changed PENDING to FULFILLED/,
      [...placed, read('PENDING', 0), asked(0), updated('FULFILLED', 1, 'order-storage')],
      { orders },
    ],
    [
      'a message with another content',
      'messages carry the order',
      /message m1 to the order queue carries .*Ink/,
      [...fulfilled, message('sent', 'order queue', INK)],
      { orders },
    ],
    [
      'a message with another quantity',
      'messages carry the order',
      /carries .*"quantity":"2"/,
      [...fulfilled, message('sent', 'order queue', { ...PEN, quantity: '2' })],
      { orders },
    ],
    [
      'an ended order that is queued again',
      'messages carry the order',
      /execution e1 started when the order was FULFILLED, and queued it/,
      [...fulfilled, execution('starts'), execution('enters SendToQueue')],
      { orders },
    ],
    [
      'a late request to the warehouse of a delivery that had read long ago',
      'the warehouse is asked safely',
      /b asked after FULFILLED was recorded, 70 ms after its read/,
      [
        ...placed,
        read('PENDING', 0, 'b'),
        ...fulfilled.slice(placed.length),
        answered(200),
        answered(200),
        lateAsk,
      ],
      { orders, visibilityTimeoutMs: 50 },
    ],
    [
      'an answer of the warehouse that is lost without a fault',
      'what the warehouse told is recorded',
      /a was told FULFILLED, no fault came after it, and the order is FAILED/,
      [fault(), ...unrecorded, fault({ target: 'sqs:SendMessage', by: 'order-workflow' })],
      deadLettered,
    ],
    [
      'an answer that is lost after an outage',
      'what the warehouse told is recorded',
      /no fault came after it/,
      [fault({ fault: 'outage', target: 'dynamodb:*', detail: 'ends' }), ...unrecorded],
      deadLettered,
    ],
    [
      'a poison message without a row',
      'poison messages get a row',
      /poison message {: it is in no failed_orders row/,
      [poison('{')],
      {},
    ],
    [
      'a poison message whose row says something else',
      'poison messages get a row',
      /its row has "\["/,
      [poison('{')],
      { failedOrders: [row({ payload: '[' })] },
    ],
    [
      'a call that is denied',
      'nobody is denied',
      /validator may not sqs:SendMessage/,
      [],
      { denials: [denial] },
    ],
    [
      'a call that cannot be read',
      'every call can be read',
      /cannot read the update/,
      [],
      { unreadCalls: [new JournalError('the journal cannot read the update', 'o1')] },
    ],
    [
      'a body that is too large and is taken',
      'answers are the promised ones',
      /answered 200 where 413 was due/,
      [answered(200, { order_id: 'o1', malformed: 'too large' })],
      {},
    ],
    [
      'invocations that never end',
      'the system comes to rest',
      /2 invocations still run/,
      [],
      { invocationsLeft: 2, cameToRest: false },
    ],
    [
      'a system that never rests',
      'the system comes to rest',
      /something still happened/,
      [],
      { cameToRest: false },
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
