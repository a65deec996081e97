import { describe, expect, it } from '@jest/globals';
import { resolveRuntimeExtensions } from '../../src/stand-ins/runtime-extensions.ts';

describe('the stand-in for runtime extensions', () => {
  it('gives back the same configuration', () => {
    const config = { region: async () => 'eu-central-1', maxAttempts: 3 };

    expect(resolveRuntimeExtensions(config, [])).toEqual(config);
  });

  it('refuses extensions', () => {
    expect(() => resolveRuntimeExtensions({}, [{}])).toThrow('extensions of SDK clients are left out');
  });
});
