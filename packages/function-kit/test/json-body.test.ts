import { describe, expect, it } from '@jest/globals';
import { BodyNotJsonError, bodyText, parseJson } from '../src/index.ts';

describe('bodyText', () => {
  it('takes a text body as it is and decodes a base64 one', () => {
    const base64 = Buffer.from('{"product":"Stift ✎"}').toString('base64');

    expect(bodyText({ body: '{"a":1}', isBase64Encoded: false })).toBe('{"a":1}');
    expect(bodyText({ body: base64, isBase64Encoded: true })).toBe('{"product":"Stift ✎"}');
    expect(bodyText({ isBase64Encoded: false })).toBe('');
  });
});

describe('parseJson', () => {
  it('parses JSON', () => {
    expect(parseJson('{"a":[1]}')).toEqual({ a: [1] });
  });

  it.each(['{', 'order', '{"a":1}}', "{'a':1}", 'undefined'])('refuses %j', (text) => {
    expect(() => parseJson(text)).toThrow(BodyNotJsonError);
  });

  it('says so when there is no body at all', () => {
    expect(() => parseJson(' ')).toThrow('the body is empty');
  });
});
