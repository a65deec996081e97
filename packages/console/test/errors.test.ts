import { describe, expect, it } from '@jest/globals';
import { ApiError, parseProblem, UnreachableError } from '../src/api/api-error.ts';
import { isRefusal, summarize } from '../src/state/connection.ts';
import { formErrorOf } from '../src/state/field-errors.ts';

describe('parseProblem', () => {
  it('reads problem details, and what API Gateway says by itself', () => {
    const errors = [{ field: 'product', message: 'must not be empty' }];

    expect(parseProblem(JSON.stringify({ title: 'Invalid order', detail: 'x', errors }))).toEqual({
      title: 'Invalid order',
      detail: 'x',
      errors,
    });
    expect(parseProblem('{"message":"Unauthorized"}').detail).toBe('Unauthorized');
  });

  it.each(['', '<html>', 'null', '[]', '{"errors":{"field":1},"detail":5}', '{"errors":[null,{"field":1}]}'])(
    'takes %s for a problem that says nothing',
    (body) => {
      const { detail, errors = [] } = parseProblem(body);

      expect([detail, errors]).toEqual([undefined, []]);
    },
  );
});

describe('formErrorOf', () => {
  it('puts each error at its field and the rest on top', () => {
    const error = new ApiError(400, {
      title: 'Invalid order',
      detail: 'the order is invalid; …',
      errors: [
        { field: 'quantity', message: 'is missing' },
        { field: 'color', message: 'is not a field of an order' },
      ],
    });

    expect(formErrorOf(error)).toEqual({
      title: 'Invalid order',
      byField: { quantity: 'is missing' },
      rest: ['color is not a field of an order'],
    });
  });

  it('shows the detail where no field is wrong', () => {
    expect(formErrorOf(new ApiError(409, { detail: 'order test001 exists' })).rest).toEqual([
      'order test001 exists',
    ]);
  });

  it('says that sending again is safe when no answer came', () => {
    expect(formErrorOf(new UnreachableError('the API does not answer')).rest[0]).toContain('is safe');
  });
});

describe('the connection', () => {
  const report = (error?: Error, retryAt?: number) => ({ error, retryAt, loadedAt: 5 });

  it('is live when every poll has its answer, also when that is a 404', () => {
    expect(summarize([report(), report(new ApiError(404, {}))])).toEqual({ kind: 'live', loadedAt: 5 });
  });

  it('is failing when one poll has none, until the next try of any', () => {
    const down = new UnreachableError('the API does not answer');

    expect(summarize([report(), report(down, 30), report(down, 20)])).toEqual({
      kind: 'failing',
      reason: 'the API does not answer',
      loadedAt: 5,
      retryAt: 20,
    });
  });

  it('is refused when the API wants other credentials', () => {
    const refusal = new ApiError(401, { detail: 'Unauthorized' });

    expect(isRefusal(refusal)).toBe(true);
    expect(summarize([report(refusal)])).toEqual({ kind: 'refused', reason: 'Unauthorized' });
  });
});
