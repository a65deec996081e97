import { describe, expect, it } from '@jest/globals';
import { number, table, text } from '../src/markdown-table.ts';

describe('table', () => {
  it('lines up text to the left and numbers to the right', () => {
    expect(
      table(
        [text('what'), number('count')],
        [
          ['pens', '7'],
          ['pencils', '1,234'],
        ],
      ),
    ).toBe(
      ['| what    | count |', '| ------- | ----: |', '| pens    |     7 |', '| pencils | 1,234 |'].join('\n'),
    );
  });
});
