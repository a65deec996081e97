import { describe, expect, it } from '@jest/globals';
import { createFaultInjector } from '../../src/faults/fault-injector.ts';
import { FaultOptionsError } from '../../src/faults/fault-options.ts';

describe('the control of faults', () => {
  it('tells what is injected now, which refused options do not change', () => {
    const { control } = createFaultInjector({ timeScale: 1 });
    const options = { seed: 7, rate: 0.5, kinds: ['error'] } as const;
    const before = control.active();
    control.start(options);

    expect(before).toBeUndefined();
    expect(() => control.start({ ...options, rate: 2 })).toThrow(FaultOptionsError);
    expect(control.active()).toEqual(options);
    control.stop();
    expect(control.active()).toBeUndefined();
  });
});
