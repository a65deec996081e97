import { describe, expect, it } from '@jest/globals';
import { type HttpMessage, HttpMessageParser } from '../../src/lambda/runtime/http-message-parser.ts';

const answer = (headers: readonly string[], body: string) =>
  ['HTTP/1.1 200 OK', ...headers, `content-length: ${Buffer.byteLength(body)}`, '', body].join('\r\n');

function parse(chunks: readonly Buffer[], maxBodyBytes?: number): HttpMessage[] {
  const messages: HttpMessage[] = [];
  const parser = new HttpMessageParser((parsed) => messages.push(parsed), maxBodyBytes);
  for (const chunk of chunks) parser.push(chunk);
  return messages;
}

describe('HttpMessageParser', () => {
  const sent = Buffer.from(
    'GET /next HTTP/1.1\r\nhost: local\r\n\r\n' +
      answer(['Lambda-Runtime-Aws-Request-Id: r-1', 'X-Empty:'], '{"product":"Füller 🖋"}') +
      answer([], '') +
      answer(['a: b:c'], 'end'),
  );
  const expected = [
    { startLine: 'GET /next HTTP/1.1', headers: { host: 'local' }, body: '' },
    {
      startLine: 'HTTP/1.1 200 OK',
      headers: { 'lambda-runtime-aws-request-id': 'r-1', 'x-empty': '', 'content-length': '26' },
      body: '{"product":"Füller 🖋"}',
    },
    { startLine: 'HTTP/1.1 200 OK', headers: { 'content-length': '0' }, body: '' },
    { startLine: 'HTTP/1.1 200 OK', headers: { a: 'b:c', 'content-length': '3' }, body: 'end' },
  ];

  it('cuts messages that come in one piece', () => {
    expect(parse([sent])).toEqual(expected);
  });

  it('puts messages together that come byte by byte, and at every cut', () => {
    expect(parse(Array.from(sent, (byte) => Buffer.from([byte])))).toEqual(expected);
    for (let cut = 1; cut < sent.length; cut++) {
      expect(parse([sent.subarray(0, cut), sent.subarray(cut)])).toEqual(expected);
    }
  });

  it.each(['many', '-1', '1.5', ''])('throws at a length that is none: %j', (length) => {
    expect(() => parse([Buffer.from(`HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\n\r\n`)])).toThrow(
      `HTTP/1.1 200 OK has content-length "${length}"`,
    );
  });

  it('drops a body that is too long, at every cut, and goes on after it', () => {
    const withoutLongBody = expected.map((message) =>
      message.body.length > 3 ? { ...message, body: undefined } : message,
    );
    for (let cut = 1; cut < sent.length; cut++) {
      expect(parse([sent.subarray(0, cut), sent.subarray(cut)], 3)).toEqual(withoutLongBody);
    }
  });

  it('says nothing of a message that is not complete', () => {
    expect(parse([sent.subarray(0, sent.length - 1)])).toHaveLength(expected.length - 1);
  });
});
