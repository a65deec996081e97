import { describe, expect, it } from '@jest/globals';
import { resolveRuntimeExtensions } from '../../src/stand-ins/runtime-extensions.ts';

describe('the stand-in for runtime extensions', () => {
  it('copies the configuration, in which the credentials are an accessor', () => {
    const credentials = async () => ({ accessKeyId: 'a', secretAccessKey: 'b' });
    const config = {
      maxAttempts: 3,
      get credentials() {
        return credentials;
      },
    };

    const copy = resolveRuntimeExtensions(config, []);

    expect(copy).not.toBe(config);
    expect(Object.getOwnPropertyDescriptors(copy)).toMatchObject({
      maxAttempts: { value: 3 },
      credentials: { value: credentials },
    });
  });

  it('refuses extensions', () => {
    expect(() => resolveRuntimeExtensions({}, [{}])).toThrow('extensions of SDK clients are left out');
  });
});
