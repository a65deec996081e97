import { describe, expect, it } from '@jest/globals';
import { problemResponse } from '../src/index.ts';

describe('problemResponse', () => {
  it('is a problem details document with the wrong fields', () => {
    const errors = [{ field: 'quantity', message: 'is missing' }];
    const response = problemResponse({ status: 400, title: 'Invalid order', detail: 'no quantity', errors });

    expect(response.statusCode).toBe(400);
    expect(response.headers).toEqual({ 'content-type': 'application/problem+json' });
    expect(JSON.parse(response.body ?? '')).toEqual({
      type: 'about:blank',
      title: 'Invalid order',
      status: 400,
      detail: 'no quantity',
      errors,
    });
  });

  it('leaves errors out when no field is to blame, and adds headers', () => {
    const response = problemResponse(
      { status: 503, title: 'Unavailable', detail: 'later' },
      { 'retry-after': '1' },
    );

    expect(JSON.parse(response.body ?? '')).not.toHaveProperty('errors');
    expect(response.headers).toMatchObject({ 'retry-after': '1' });
  });
});
