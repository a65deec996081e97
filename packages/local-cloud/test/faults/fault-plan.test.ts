import { describe, expect, it } from '@jest/globals';
import { CALL_KINDS, FAULT_KINDS } from '../../src/faults/fault-kinds.ts';
import { createFaultPlan } from '../../src/faults/fault-plan.ts';

const all = { seed: 7, rate: 0.3, kinds: FAULT_KINDS };
const occasion = (key: string, call = 'sqs:SendMessage') => ({ key, call, kinds: CALL_KINDS });

/** What the first occasions of a key meet. */
function fates(options: Parameters<typeof createFaultPlan>[0], key: string, others: readonly string[] = []) {
  const plan = createFaultPlan(options);
  return Array.from({ length: 100 }, () => {
    for (const other of others) plan.decide(occasion(other));
    const decision = plan.decide(occasion(key));
    return [decision?.kind, decision?.random()];
  });
}

describe('createFaultPlan', () => {
  it('decides the same for the same seed and key, whatever else is decided in between', () => {
    expect(fates(all, 'a', ['b', 'c'])).toEqual(fates(all, 'a'));
  });

  it('decides otherwise for another seed and for another key', () => {
    expect(fates({ ...all, seed: 8 }, 'a')).not.toEqual(fates(all, 'a'));
    expect(fates(all, 'b')).not.toEqual(fates(all, 'a'));
  });

  it.each([0.01, 0.05, 0.5])('hits as many of many as the rate %d says, each kind alike', (rate) => {
    const plan = createFaultPlan({ ...all, rate });
    const counts = new Map<string, number>();
    const total = 100_000;
    for (let index = 0; index < total; index++) {
      const kind = plan.decide(occasion('a'))?.kind;
      if (kind) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }

    const expected = (total * rate) / CALL_KINDS.length;
    expect([...counts.keys()].sort()).toEqual([...CALL_KINDS].sort());
    // Five standard deviations.
    for (const count of counts.values())
      expect(Math.abs(count - expected)).toBeLessThan(5 * Math.sqrt(expected));
  });

  it('hits nothing at rate 0 and everything at rate 1', () => {
    expect(fates({ ...all, rate: 0 }, 'a').every(([kind]) => kind === undefined)).toBe(true);
    expect(fates({ ...all, rate: 1 }, 'a').some(([kind]) => kind === undefined)).toBe(false);
  });

  it('draws only wanted kinds that are possible, and nothing where there is none', () => {
    const kinds = new Set(
      fates({ ...all, rate: 1, kinds: ['error', 'kill-after'] }, 'a').map(([kind]) => kind),
    );
    expect(kinds).toEqual(new Set(['error']));
    expect(fates({ ...all, rate: 1, kinds: ['timeout'] }, 'a')[0]?.[0]).toBeUndefined();
  });

  it.each([
    ['sqs:SendMessage', true],
    ['sqs:*', true],
    ['*:Send*', true],
    ['sqs:Send', false],
    ['dynamodb:*', false],
  ])('selects sqs:SendMessage by %s: %s', (pattern, isSelected) => {
    const plan = createFaultPlan({ ...all, rate: 1, calls: ['states:Nothing', pattern] });
    expect(plan.decide(occasion('a'))?.kind !== undefined).toBe(isSelected);
  });
});
