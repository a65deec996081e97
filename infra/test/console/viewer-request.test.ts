import { describe, expect, it } from '@jest/globals';
import { resourcesOf, synthesizeApplication } from '../synthesize.ts';

interface Request {
  readonly uri: string;
  readonly querystring: object;
}
const [[, block] = ['', {}]] = resourcesOf(
  synthesizeApplication('dev', { console: true }),
  'aws_cloudfront_function',
);
/** The function as CloudFront has it. */
const handler: (event: { request: Request }) => Request = new Function(`${block.code}; return handler;`)();
const querystring = { limit: { value: '50' } };

describe('what CloudFront runs on each request', () => {
  it.each([
    ['/console/api/orders', '/orders'],
    ['/console/api/orders/a-b_1', '/orders/a-b_1'],
    ['/console/api/failed-orders/1/redrive', '/failed-orders/1/redrive'],
    ['/console/api/console/api/x', '/console/api/x'],
    ['/console/assets/index-AbC.js', '/console/assets/index-AbC.js'],
    ['/console/config.json', '/console/config.json'],
    ['/', '/console/index.html'],
    ['/console', '/console/index.html'],
    ['/console/', '/console/index.html'],
    ['/console/orders/test001', '/console/index.html'],
  ])('makes %s %s', (uri, expected) => {
    expect(handler({ request: { uri, querystring } })).toEqual({ uri: expected, querystring });
  });

  it('is published, in the runtime it is written for', () => {
    expect(block).toMatchObject({ name: 'dofs-dev-console', publish: true, runtime: 'cloudfront-js-2.0' });
  });
});
