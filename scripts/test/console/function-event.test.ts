import { describe, expect, it } from '@jest/globals';
import { functionEvent } from '../../src/console/function-event.ts';
import { groupDenials } from '../../src/console/group-denials.ts';

const line = (fields: Record<string, unknown>) => ({
  timestamp: 5000,
  fields: { level: 'INFO', message: 'Order a done', timestamp: '1970-01-01T00:00:04.000Z', ...fields },
});

describe('functionEvent', () => {
  it('takes the time at which the function said it, not that of the log', () => {
    expect(functionEvent('api-handler', line({}))).toEqual({
      at: '1970-01-01T00:00:04.000Z',
      source: 'api',
      text: 'Order a done',
      level: 'INFO',
    });
    expect(functionEvent('api-handler', line({ timestamp: undefined }))?.at).toBe('1970-01-01T00:00:05.000Z');
  });

  it.each([
    ['attempt', { message: 'Order a processed with status: FAILED', attempts: 2 }, '(attempt 2)'],
    ['queue', { message: 'Order a received', receive_count: 3 }, '(delivery 3)'],
  ])('calls what fulfill-order does %s', (source, fields, note) => {
    expect(functionEvent('fulfill-order', line(fields))).toMatchObject({
      source,
      text: `${fields.message} ${note}`,
    });
  });

  it.each([
    [{ reason: 'not in stock' }, 'not in stock'],
    [{ error: 'quantity must be an integer' }, 'quantity must be an integer'],
    [{ error: { name: 'Error', message: 'timed out', stack: 'Error: timed out at x' } }, 'timed out'],
  ])('says the reason in %j', (fields, reason) => {
    expect(functionEvent('dlq-handler', line({ level: 'ERROR', ...fields }))).toMatchObject({
      source: 'dead-letter',
      reason,
      level: 'ERROR',
    });
  });

  it.each([
    ['a metric', 'order-storage', { message: undefined, _aws: {}, OrdersAccepted: 1 }],
    ['what only debugging needs', 'validator', { level: 'DEBUG' }],
    ['who only looks', 'order-query', {}],
  ])('leaves %s out', (_, functionName, fields) => {
    expect(functionEvent(functionName, line(fields))).toBeUndefined();
  });
});

describe('groupDenials', () => {
  it('counts denials of the same call, the last ones first', () => {
    const denial = (action: string, timestamp: number, reason = 'nothing allows it') => ({
      principal: 'role/a',
      action,
      resource: 'table/orders',
      reason,
      timestamp,
    });
    const denials = [denial('Scan', 1000), denial('Get', 2000), denial('Scan', 3000, 'a Deny forbids it')];

    expect(groupDenials(denials)).toEqual([
      {
        ...denial('Scan', 0, 'a Deny forbids it'),
        timestamp: '1970-01-01T00:00:03.000Z',
        times: 2,
      },
      { ...denial('Get', 0), timestamp: '1970-01-01T00:00:02.000Z', times: 1 },
    ]);
  });
});
