import { describe, expect, it } from '@jest/globals';
import { findDrift, showDrift } from '../src/deploy/find-drift.ts';

const ADDRESS = 'aws_sqs_queue.order_queue';

function planOf(
  before: Record<string, unknown>,
  after: Record<string, unknown> | null,
  configured: string[],
) {
  return {
    resource_drift: [{ address: ADDRESS, change: { actions: ['update'], before, after } }],
    configuration: {
      root_module: {
        resources: [
          { address: ADDRESS, expressions: Object.fromEntries(configured.map((name) => [name, {}])) },
        ],
      },
    },
  };
}

describe('findDrift', () => {
  it('names an attribute that somebody changed, with both values', () => {
    const drift = findDrift(planOf({ visibility: 60 }, { visibility: 33 }, ['visibility']));

    expect(showDrift(drift)).toBe(`${ADDRESS}: visibility is 33, deployed was 60`);
  });

  it('names a resource that is gone', () => {
    expect(showDrift(findDrift(planOf({ name: 'a' }, null, ['name'])))).toBe(`${ADDRESS} was deleted`);
  });

  it('sees a value that was taken away, and one that was added', () => {
    const drift = findDrift(planOf({ a: 1, b: null }, { a: null, b: [2] }, ['a', 'b']));

    expect(showDrift(drift)).toBe(
      `${ADDRESS}: a is null, deployed was 1\n${ADDRESS}: b is [2], deployed was null`,
    );
  });

  it('leaves alone what the configuration does not set: AWS, or another resource, fills it in', () => {
    expect(findDrift(planOf({ policy: '' }, { policy: '{"Statement":[]}' }, ['name']))).toEqual([]);
  });

  it.each([
    [null, {}],
    [null, []],
    [undefined, ''],
    [{ a: null }, { a: [] }],
    [false, null],
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
  ])('takes %j and %j for the same', (deployed, found) => {
    expect(findDrift(planOf({ tags: deployed }, { tags: found }, ['tags']))).toEqual([]);
  });

  it('looks at every attribute of a resource that the configuration does not know yet or any more', () => {
    const { resource_drift } = planOf({ name: 'a' }, { name: 'b' }, []);

    expect(findDrift({ resource_drift })).toHaveLength(1);
  });

  it('finds nothing in a plan without drift', () => {
    expect(findDrift({})).toEqual([]);
  });
});
