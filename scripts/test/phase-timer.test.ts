import { describe, expect, it } from '@jest/globals';
import { createPhaseTimer, formatPhases, parsePhases } from '../src/phase-timer.ts';

describe('createPhaseTimer', () => {
  it('times phases by their names, and hands on what they come to', async () => {
    const { phases, timed } = createPhaseTimer();

    expect(await timed('bundle', Promise.resolve('bundled'))).toBe('bundled');
    await timed('synthesize', Promise.resolve());

    expect(phases.map(({ name }) => name)).toEqual(['bundle', 'synthesize']);
    for (const { milliseconds } of phases) expect(milliseconds).toBeGreaterThanOrEqual(0);
  });

  it('leaves out a phase that failed', async () => {
    const { phases, timed } = createPhaseTimer();

    await expect(timed('bundle', Promise.reject(new Error('no such file')))).rejects.toThrow('no such file');

    expect(phases).toEqual([]);
  });
});

describe('formatPhases', () => {
  it('says how long each took, and all of them', () => {
    const bundle = { name: 'bundle', milliseconds: 840 };
    const synthesize = { name: 'synthesize', milliseconds: 560 };

    expect(formatPhases([bundle])).toBe('bundle 0.8 s');
    expect(formatPhases([bundle, synthesize])).toBe('bundle 0.8 s, synthesize 0.6 s, together 1.4 s');
  });
});

describe('parsePhases', () => {
  it('reads what formatPhases wrote, among other lines', () => {
    const written = formatPhases([
      { name: 'bundle', milliseconds: 840 },
      { name: 'synthesize', milliseconds: 12_560 },
    ]);

    expect(parsePhases(`$ build\n\nDOFS runs: ${written}\n\n  order API\n`)).toEqual({
      bundle: 0.8,
      synthesize: 12.6,
    });
    expect(parsePhases('nothing was timed')).toEqual({});
  });
});
