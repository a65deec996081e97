import { describe, expect, it } from '@jest/globals';
import { type HttpAnswer, HttpAnswerParser } from '../../src/lambda/runtime/http-answer-parser.ts';

const answer = (headers: readonly string[], body: string) =>
  ['HTTP/1.1 200 OK', ...headers, `content-length: ${Buffer.byteLength(body)}`, '', body].join('\r\n');

function parse(chunks: readonly Buffer[]): HttpAnswer[] {
  const answers: HttpAnswer[] = [];
  const parser = new HttpAnswerParser((parsed) => answers.push(parsed));
  for (const chunk of chunks) parser.push(chunk);
  return answers;
}

describe('HttpAnswerParser', () => {
  const sent = Buffer.from(
    answer(['Lambda-Runtime-Aws-Request-Id: r-1', 'X-Empty:'], '{"product":"Füller 🖋"}') +
      answer([], '') +
      answer(['a: b:c'], 'end'),
  );
  const expected = [
    {
      statusCode: 200,
      headers: { 'lambda-runtime-aws-request-id': 'r-1', 'x-empty': '', 'content-length': '26' },
      body: '{"product":"Füller 🖋"}',
    },
    { statusCode: 200, headers: { 'content-length': '0' }, body: '' },
    { statusCode: 200, headers: { a: 'b:c', 'content-length': '3' }, body: 'end' },
  ];

  it('cuts answers that come in one piece', () => {
    expect(parse([sent])).toEqual(expected);
  });

  it('puts answers together that come byte by byte, and at every cut', () => {
    expect(parse(Array.from(sent, (byte) => Buffer.from([byte])))).toEqual(expected);
    for (let cut = 1; cut < sent.length; cut++) {
      expect(parse([sent.subarray(0, cut), sent.subarray(cut)])).toEqual(expected);
    }
  });

  it('throws at an answer that does not say its length', () => {
    expect(() => parse([Buffer.from('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n')])).toThrow(
      'the Runtime API answered HTTP/1.1 400 Bad Request without its length',
    );
  });

  it('says nothing of an answer that is not complete', () => {
    expect(parse([sent.subarray(0, sent.length - 1)])).toHaveLength(2);
  });
});
