import { describe, expect, it } from '@jest/globals';
import { FAULT_KINDS } from 'local-cloud';
import { parseStartOptions, START_USAGE } from '../src/start-options.ts';

describe('parseStartOptions', () => {
  it('has defaults for everything', () => {
    expect(parseStartOptions([])).toEqual({
      port: 3000,
      gatewayPort: 4566,
      consolePort: 3001,
      timeScale: 1,
      enforceIam: true,
      quiet: false,
    });
  });

  it('takes every flag, after a -- too', () => {
    const args = [
      '--',
      '--port',
      '0',
      '--gateway-port',
      '5000',
      '--console-port',
      '0',
      '--time-scale',
      '60',
      '--data-dir',
      'd',
      '--no-iam',
      '--quiet',
    ];

    expect(parseStartOptions(args)).toEqual({
      port: 0,
      gatewayPort: 5000,
      consolePort: 0,
      timeScale: 60,
      dataDirectory: 'd',
      enforceIam: false,
      quiet: true,
    });
  });

  it('takes the faults to inject', () => {
    expect(parseStartOptions(['--faults', 'rate=0.05,seed=7,kinds=throttle+timeout'])).toMatchObject({
      faults: { rate: 0.05, seed: 7, kinds: ['throttle', 'timeout'] },
    });
  });

  it('lists every kind of fault in its usage', () => {
    for (const kind of FAULT_KINDS) expect(START_USAGE).toContain(kind);
  });

  it('asks for help', () => {
    expect(parseStartOptions(['--help'])).toBeUndefined();
  });

  it.each([
    [['--port', '65536'], '--port must be a port from 0 to 65535, got 65536'],
    [['--port', 'http'], '--port must be a port from 0 to 65535, got http'],
    [['--gateway-port', '-1'], "'--gateway-port' argument is ambiguous"],
    [['--gateway-port', '1.5'], '--gateway-port must be a port from 0 to 65535, got 1.5'],
    [
      ['--port', '5000', '--gateway-port', '5000'],
      '--port and --gateway-port must differ, got 5000 for both',
    ],
    [['--console-port', '70000'], '--console-port must be a port from 0 to 65535, got 70000'],
    [['--port', '3001'], '--port and --console-port must differ, got 3001 for both'],
    [
      ['--port', '7', '--gateway-port', '7', '--console-port', '7'],
      '--port and --gateway-port and --console-port must differ, got 7 for each of them',
    ],
    [['--time-scale', '0'], '--time-scale must be a number from 1 to 10000, got 0'],
    [['--time-scale', 'fast'], '--time-scale must be a number from 1 to 10000, got fast'],
    [['--data-dir', ''], '--data-dir must name a folder'],
    [['--faults', 'seed=7'], '--faults: rate is missing'],
    [['--faults', 'rate=0.1,kinds=fire'], '--faults: kinds holds "fire", use throttle, error'],
    [['--prot', '1'], "Unknown option '--prot'"],
    [['3000'], 'Unexpected argument'],
  ])('refuses %j', (args, message) => {
    expect(() => parseStartOptions(args)).toThrow(message);
  });
});
