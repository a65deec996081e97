import { describe, expect, it } from '@jest/globals';
import { denialPrinter } from '../src/denial-printer.ts';

const denial = {
  principal: 'arn:aws:iam::000000000000:role/dofs-local-fulfill-order',
  action: 'dynamodb:UpdateItem',
  resource: 'arn:aws:dynamodb:us-east-1:000000000000:table/dofs-local-orders',
  reason: 'no identity-based policy allows the dynamodb:UpdateItem action',
  timestamp: 0,
};
const LINE =
  'denied: dofs-local-fulfill-order may not dynamodb:UpdateItem on table/dofs-local-orders: no identity-based policy allows it';

describe('denialPrinter', () => {
  it('says in one line who may not do what to which resource, and why', () => {
    const lines: string[] = [];
    denialPrinter((line) => lines.push(line))(denial);

    expect(lines).toEqual([LINE]);
  });

  it('prints the same denial ever more rarely, and each other one at once', () => {
    const lines: string[] = [];
    const print = denialPrinter((line) => lines.push(line));
    for (let count = 0; count < 120; count++) print(denial);
    print({ ...denial, principal: 'apigateway.amazonaws.com', resource: '*' });

    expect(lines).toEqual([
      LINE,
      `${LINE} (10 times)`,
      `${LINE} (100 times)`,
      'denied: apigateway.amazonaws.com may not dynamodb:UpdateItem on *: no identity-based policy allows it',
    ]);
  });
});
