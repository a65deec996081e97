import { describe, expect, it } from '@jest/globals';
import { formatFault } from '../src/format-fault.ts';

describe('formatFault', () => {
  it.each([
    [
      {
        kind: 'reset-after',
        target: 'dynamodb:UpdateItem',
        principal: 'arn:aws:iam::000000000000:role/dofs-local-fulfill-order',
      },
      'fault 12: reset-after dynamodb:UpdateItem of dofs-local-fulfill-order',
    ],
    [
      { kind: 'kill-during', target: 'dofs-local-validator', detail: 'after sqs:SendMessage' },
      'fault 12: kill-during dofs-local-validator (after sqs:SendMessage)',
    ],
  ] as const)('is one line: %j', (fault, line) => {
    expect(formatFault({ ...fault, timestamp: 0, sequence: 12 })).toBe(line);
  });
});
