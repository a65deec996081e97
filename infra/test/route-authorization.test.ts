import { describe, expect, it } from '@jest/globals';
import { routeAuthorization } from '../src/orders/route-authorization.ts';

describe('routeAuthorization', () => {
  it.each([
    ['dev', 'none', 'client', 'NONE'],
    ['dev', 'none', 'operator', 'AWS_IAM'],
    ['dev', 'iam', 'client', 'AWS_IAM'],
    ['dev', 'iam', 'operator', 'AWS_IAM'],
    ['dev', 'jwt', 'client', 'JWT'],
    ['dev', 'jwt', 'operator', 'JWT'],
    ['prod', 'none', 'operator', 'AWS_IAM'],
    ['local', 'none', 'client', 'NONE'],
    ['local', 'none', 'operator', 'NONE'],
    ['local', 'iam', 'client', 'AWS_IAM'],
    ['local', 'iam', 'operator', 'AWS_IAM'],
    ['local', 'jwt', 'client', 'JWT'],
    ['local', 'jwt', 'operator', 'JWT'],
  ] as const)(
    'in %s with apiAuthorization %s, a route of the %s is %s',
    (environment, apiAuthorization, access, expected) => {
      expect(routeAuthorization(access, { environment, apiAuthorization })).toBe(expected);
    },
  );
});
