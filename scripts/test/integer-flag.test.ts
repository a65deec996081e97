import { describe, expect, it } from '@jest/globals';
import { integerFlag } from '../src/integer-flag.ts';

describe('integerFlag', () => {
  it.each([
    ['1', 1],
    ['007', 7],
    ['100', 100],
  ])('reads %s', (text, value) => {
    expect(integerFlag('--orders', text, { max: 100 })).toBe(value);
  });

  it.each(['0', '101', '-1', '+1', '1.5', '0x10', '1e1', ' 7', 'many'])('refuses "%s"', (text) => {
    const message = `--orders must be a whole number from 1 to 100, got ${text}`;
    expect(() => integerFlag('--orders', text, { max: 100 })).toThrow(message);
  });

  it('refuses nothing, and what is less than its least', () => {
    expect(() => integerFlag('--orders', '', { max: 100 })).toThrow('got nothing');
    expect(() => integerFlag('--orders', '9', { min: 10, max: 100 })).toThrow('from 10 to 100, got 9');
  });
});
