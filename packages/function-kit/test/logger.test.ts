import { describe, expect, it } from '@jest/globals';
import { createLogger } from '../src/index.ts';

describe('createLogger', () => {
  it('writes one JSON object per line, with the message and every field', () => {
    const lines: string[] = [];
    createLogger('fulfill-order', (line) => lines.push(line)).info('done\nreally', { order_id: 'test001' });

    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('\n');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'INFO',
      message: 'done\nreally',
      function: 'fulfill-order',
      order_id: 'test001',
    });
  });

  it('spells out an error', () => {
    const lines: string[] = [];
    createLogger('f', (line) => lines.push(line)).error('failed', { error: new TypeError('no') });

    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'ERROR',
      error: { name: 'TypeError', message: 'no' },
    });
  });
});
