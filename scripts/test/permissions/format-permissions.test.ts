import { describe, expect, it } from '@jest/globals';
import type { GrantUsage } from 'local-cloud';
import { formatPermissions, mergeUsage } from '../../src/permissions/format-permissions.ts';

const grant = (changes: Partial<GrantUsage>): GrantUsage => ({
  role: 'store',
  policy: 'store',
  statement: 'UseOrders',
  action: 'dynamodb:PutItem',
  resource: 'arn:aws:dynamodb:us-east-1:000000000000:table/orders',
  count: 0,
  ...changes,
});

describe('formatPermissions', () => {
  it('lists each grant of a role with its uses, and says that nothing was denied', () => {
    const report = formatPermissions([grant({ count: 3 })], []);

    expect(report).toMatch(/^role store\n +3 {2}dynamodb:PutItem +table\/orders {2}\(UseOrders\)\n/);
    expect(report).toMatch(/denied: no call\nunused without a reason: no grant$/);
  });

  it('tells grants that are unused for a reason from those that should go', () => {
    const report = formatPermissions([grant({}), grant({ action: 'xray:PutTraceSegments' })], []);

    expect(report).toContain('unused: xray:PutTraceSegments: traces are sent by');
    expect(report).toContain('unused without a reason: 1 of 2 grants');
  });

  it('names who was denied what, and why', () => {
    const denial = {
      principal: 'arn:aws:iam::000000000000:role/store',
      action: 'sqs:SendMessage',
      resource: 'arn:aws:sqs:us-east-1:000000000000:orders',
      reason: 'no identity-based policy allows the sqs:SendMessage action',
      timestamp: 0,
    };

    expect(formatPermissions([], [denial])).toContain(
      'denied: store may not sqs:SendMessage on orders: no identity-based policy allows it',
    );
  });
});

describe('mergeUsage', () => {
  it('sums the uses of what runs share, and keeps what only one has', () => {
    const onlyFirst = grant({ action: 'dynamodb:GetItem', count: 1 });

    expect(mergeUsage([[grant({ count: 2 }), onlyFirst], [grant({ count: 5 })]])).toEqual([
      grant({ count: 7 }),
      onlyFirst,
    ]);
  });
});
