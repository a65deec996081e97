import { describe, expect, it } from '@jest/globals';
import { about, count, dollars, duration, timeOfDay } from '../../src/scale/format.ts';
import { list, paragraph } from '../../src/scale/markdown.ts';

describe('paragraph', () => {
  it('breaks lines at 120 characters, of its words in their order', () => {
    const words = Array.from({ length: 100 }, (_, index) => `word${index}`);
    const lines = paragraph(words.join('\n   ')).split('\n');

    expect(lines.join(' ').split(' ')).toEqual(words);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(120);
    expect(lines.length).toBe(Math.ceil(words.join(' ').length / 120));
  });

  it('is indented in a list', () => {
    expect(
      list(['a', 'x '.repeat(70)])
        .split('\n')
        .map((line) => line.slice(0, 4)),
    ).toEqual(['- a', '- x ', '  x ']);
  });
});

describe('figures', () => {
  it('are told as a person says them', () => {
    expect([count(1234.5, 1), about(999), about(12_345), about(1_234_567), about(2.6e9)]).toEqual([
      '1,234.5',
      '999',
      '12,000',
      '1.2 million',
      '2.6 billion',
    ]);
    expect([dollars(1.234), dollars(12_345)]).toEqual(['$1.23', '$12,345']);
    expect([duration(45), duration(600), duration(9000), timeOfDay(54_900)]).toEqual([
      '45 s',
      '10 min',
      '2.5 h',
      '15:15',
    ]);
  });
});
