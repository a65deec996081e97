import { describe, expect, it } from '@jest/globals';
import { FAULT_KINDS } from 'local-cloud';
import { CHAOS_USAGE, parseChaosOptions } from '../../src/chaos/chaos-options.ts';

describe('parseChaosOptions', () => {
  it('runs 20 seeds by default, EXPRESS and STANDARD in turns', () => {
    const options = parseChaosOptions([]);

    expect(options).toMatchObject({
      orders: 1000,
      clients: 16,
      faults: { kinds: FAULT_KINDS },
      keepGoing: false,
    });
    expect(options?.runs).toHaveLength(20);
    expect(options?.runs.slice(0, 2)).toEqual([
      { seed: 1, workflowType: 'EXPRESS' },
      { seed: 2, workflowType: 'STANDARD' },
    ]);
  });

  it('takes every flag, after a -- too', () => {
    const args = '-- --orders 5 --seed 7 --workflow both --clients 2 --time-scale 100 --keep-going'.split(
      ' ',
    );

    expect(parseChaosOptions([...args, '--faults', 'rate=0.5,kinds=duplicate,calls=sqs:*'])).toEqual({
      runs: [
        { seed: 7, workflowType: 'EXPRESS' },
        { seed: 7, workflowType: 'STANDARD' },
      ],
      orders: 5,
      clients: 2,
      timeScale: 100,
      faults: { rate: 0.5, kinds: ['duplicate'], calls: ['sqs:*'] },
      keepGoing: true,
    });
  });

  it('asks for help, which names every kind of fault', () => {
    expect(parseChaosOptions(['--help'])).toBeUndefined();
    for (const kind of FAULT_KINDS) expect(CHAOS_USAGE).toContain(kind);
  });

  it.each([
    [['--orders', '0'], '--orders must be a whole number from 1 to 100000, got 0'],
    [['--orders', '0x10'], '--orders must be a whole number from 1 to 100000, got 0x10'],
    [['--orders', '1e3'], '--orders must be a whole number from 1 to 100000, got 1e3'],
    [['--orders', ''], '--orders must be a whole number from 1 to 100000, got nothing'],
    [['--seeds', '1.5'], '--seeds must be a whole number from 1 to 10000, got 1.5'],
    [['--seed', 'x'], '--seed must be a whole number from 1 to 1000000000, got x'],
    [['--seed', '1', '--seeds', '2'], '--seed and --seeds exclude each other'],
    [['--workflow', 'express'], '--workflow must be EXPRESS, STANDARD or both, got express'],
    [['--clients', 'many'], '--clients must be a whole number from 1 to 1000, got many'],
    [['--time-scale', '0'], '--time-scale must be a whole number from 1 to 10000, got 0'],
    [['--faults', 'rate=2'], '--faults: rate must be a number from 0 to 1, got 2'],
    [['--faults', 'rate=0.1,seed=3'], '--faults takes no seed here, got rate=0.1,seed=3; use --seed'],
    [['--sedes', '1'], "Unknown option '--sedes'"],
  ])('refuses %j', (args, message) => {
    expect(() => parseChaosOptions(args)).toThrow(message);
  });
});
