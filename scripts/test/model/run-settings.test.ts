import { describe, expect, it } from '@jest/globals';
import { readRunSettings } from './run-settings.ts';

describe('readRunSettings', () => {
  it('plays at least 10,000 runs in all, the same each time', () => {
    const { runs, seed } = readRunSettings({});

    expect(runs * 4).toBeGreaterThanOrEqual(10_000);
    expect(seed).toBeDefined();
  });

  it('plays other runs each time when it is asked for more, unless a seed is named', () => {
    expect(readRunSettings({ MODEL_RUNS: '1000000' })).toEqual({ runs: 250_000 });
    expect(readRunSettings({ MODEL_RUNS: '40', MODEL_SEED: '-7', MODEL_PATH: '3:1' })).toEqual({
      runs: 10,
      seed: -7,
      path: '3:1',
    });
  });

  it.each([
    [{ MODEL_RUNS: 'many' }, 'MODEL_RUNS must be an integer of at least 1, got "many"'],
    [{ MODEL_RUNS: '0' }, 'MODEL_RUNS must be an integer of at least 1, got "0"'],
    [{ MODEL_SEED: '1.5' }, 'MODEL_SEED must be an integer of at least -2147483648, got "1.5"'],
    [
      { MODEL_PATH: '1;2' },
      'MODEL_PATH must be numbers with colons in between, as a failure prints it, got "1;2"',
    ],
  ])('refuses %j', (environment, message) => {
    expect(() => readRunSettings(environment)).toThrow(message);
  });
});
