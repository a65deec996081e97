import { describe, expect, it } from '@jest/globals';
import { parseFilterPattern } from '../../src/logs/filter-pattern.ts';

describe('parseFilterPattern', () => {
  it.each([
    ['', 'anything', true],
    ['ERROR', 'an ERROR', true],
    ['ERROR', 'an error', false],
    ['ERROR order', 'ERROR in order 1', true],
    ['ERROR order', 'ERROR', false],
    ['"order-1"', 'stored order-1', true],
    ['"in \\"b\\""', 'found in "b"', true],
    ['ERROR -retry', 'ERROR, will retry', false],
    ['ERROR -"no stock"', 'ERROR no network', true],
    ['?ERROR ?WARN', 'a WARN', true],
    ['?ERROR ?WARN', 'an INFO', false],
    ['{ $.level = "ERROR" }', '{"level":"ERROR"}', true],
    ['{ $.level = "ERROR" }', 'level ERROR', false],
    ['{ $.level = "ERR*" }', '{"level":"ERROR"}', true],
    ['{ $.level != INFO }', '{"level":"ERROR"}', true],
    ['{ $.level != INFO }', '{"other":"ERROR"}', false],
    ['{ $.order.total >= 10 && $.order.id = "o-1" }', '{"order":{"id":"o-1","total":10.5}}', true],
    ['{ $.order.total >= 10 && $.order.id = "o-1" }', '{"order":{"id":"o-2","total":10.5}}', false],
  ])('%j and %j: %s', (pattern, message, matches) => {
    expect(parseFilterPattern(pattern)(message)).toBe(matches);
  });

  it.each([
    '[ip, user]',
    '%ERR.*%',
    'order-1',
    '{ $.a = 1 || $.b = 2 }',
    '{ $.a IS TRUE }',
    '{ $.a = 1 && }',
    '{}',
  ])('names the pattern %j that it does not understand', (pattern) => {
    expect(() => parseFilterPattern(pattern)).toThrow(`filterPattern ${pattern} is not understood here`);
  });
});
