import { describe, expect, it } from '@jest/globals';
import { parseRedriveOptions } from '../../src/redrive/redrive-options.ts';

const LOCAL = { ids: [], all: false, yes: false, api: 'http://127.0.0.1:3000', env: 'local' };

describe('parseRedriveOptions', () => {
  it('takes ids, each once, for the local run', () => {
    expect(parseRedriveOptions(['--', 'a', 'b', 'a'])).toEqual({ ...LOCAL, ids: ['a', 'b'] });
  });

  it('takes all, or those of a reason', () => {
    expect(parseRedriveOptions(['--all', '--yes'])).toEqual({ ...LOCAL, all: true, yes: true });
    expect(parseRedriveOptions(['--reason', 'stock'])).toEqual({ ...LOCAL, reason: 'stock' });
  });

  it('takes a deployed environment', () => {
    const args = ['a', '--api', 'https://api.example.com/', '--region', 'eu-west-1'];

    expect(parseRedriveOptions(args)).toEqual({
      ...LOCAL,
      ids: ['a'],
      api: 'https://api.example.com',
      region: 'eu-west-1',
      env: 'dev',
    });
  });

  it('asks for help', () => {
    expect(parseRedriveOptions(['--help'])).toBeUndefined();
  });

  it.each([
    [[], 'give --all, --reason TEXT or ids'],
    [['--all', 'a'], '--all and ids exclude each other'],
    [['--all', '--reason', 'x'], '--all and --reason exclude each other'],
    [['--reason', ' '], '--reason must be a text, got nothing'],
    [['a', '--api', 'example.com'], '--api must be an http or https URL, got example.com'],
    [['a', '--region', 'eu-west-1'], '--region is for a deployed environment'],
    [['--al'], "Unknown option '--al'"],
  ])('refuses %j', (args, message) => {
    expect(() => parseRedriveOptions(args)).toThrow(message);
  });
});
