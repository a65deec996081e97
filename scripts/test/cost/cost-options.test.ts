import { describe, expect, it } from '@jest/globals';
import { parseCostOptions } from '../../src/cost/cost-options.ts';

describe('parseCostOptions', () => {
  it('has defaults for everything', () => {
    expect(parseCostOptions([])).toEqual({ orders: 1000, clients: 8, json: false, save: false });
  });

  it('takes every flag, after a -- too', () => {
    const args = ['--', '--orders', '20', '--clients', '2', '--json', '--save'];

    expect(parseCostOptions(args)).toEqual({ orders: 20, clients: 2, json: true, save: true });
  });

  it('asks for help', () => {
    expect(parseCostOptions(['--help'])).toBeUndefined();
  });

  it.each([
    [['--orders', '9'], '--orders must be a whole number from 10 to 1000000, got 9'],
    [['--orders', '1e3'], '--orders must be a whole number from 10 to 1000000, got 1e3'],
    [['--orders', ''], '--orders must be a whole number from 10 to 1000000, got nothing'],
    [['--clients', '0'], '--clients must be a whole number from 1 to 1000, got 0'],
    [['--order', '5'], "Unknown option '--order'"],
    [['1000'], 'Unexpected argument'],
  ])('refuses %j', (args, message) => {
    expect(() => parseCostOptions(args)).toThrow(message);
  });
});
