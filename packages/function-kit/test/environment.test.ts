import { describe, expect, it } from '@jest/globals';
import { EnvironmentError, readChoice, readEnvironment, readNumber } from '../src/index.ts';

describe('readEnvironment', () => {
  it('returns the named variables only', () => {
    expect(readEnvironment(['A', 'B'], { A: '1', B: '2', C: '3' })).toEqual({ A: '1', B: '2' });
  });

  it('names every variable that is missing or empty', () => {
    const read = () => readEnvironment(['A', 'B', 'C'], { B: '2', C: '' });

    expect(read).toThrow(EnvironmentError);
    expect(read).toThrow('missing environment variable A, C');
  });
});

describe('readNumber', () => {
  it('reads a number in its range', () => {
    expect(readNumber({ RATE: '0.7' }, 'RATE', { min: 0, max: 1 })).toBe(0.7);
  });

  it.each(['', ' ', 'seven', '-0.1', '1.1', 'NaN', 'Infinity', '0,7'])(
    'refuses %j, naming variable and range',
    (RATE) => {
      expect(() => readNumber({ RATE }, 'RATE', { min: 0, max: 1 })).toThrow(
        `RATE must be a number from 0 to 1, got ${JSON.stringify(RATE)}`,
      );
    },
  );

  it('refuses a fraction where an integer is asked for', () => {
    expect(() => readNumber({ N: '1.5' }, 'N', { min: 1, max: 9, integer: true })).toThrow(
      'N must be an integer',
    );
  });
});

describe('readChoice', () => {
  it('takes one of the words and nothing else', () => {
    expect(readChoice({ TYPE: 'A' }, 'TYPE', ['A', 'B'])).toBe('A');
    expect(() => readChoice({ TYPE: 'a' }, 'TYPE', ['A', 'B'])).toThrow('TYPE must be A or B, got "a"');
  });
});
