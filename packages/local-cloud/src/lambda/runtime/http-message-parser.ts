export interface HttpMessage {
  /** Of a request its method and path, of an answer its status. */
  readonly startLine: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined when it is longer than it may be. */
  readonly body: string | undefined;
}

interface Head extends Omit<HttpMessage, 'body'> {
  readonly bodyBytes: number;
}

const END_OF_HEAD = '\r\n\r\n';

/** Cuts what comes over an HTTP/1.1 connection into messages. Throws on a `content-length` that is no number. */
export class HttpMessageParser {
  readonly #onMessage: (message: HttpMessage) => void;
  readonly #maxBodyBytes: number;
  #chunks: Buffer[] = [];
  #bytes = 0;
  /** Of the message whose body is not complete. */
  #head: Head | undefined;
  /** Bytes of its body that were dropped, as it is too long. */
  #dropped = 0;

  constructor(onMessage: (message: HttpMessage) => void, maxBodyBytes = Number.POSITIVE_INFINITY) {
    this.#onMessage = onMessage;
    this.#maxBodyBytes = maxBodyBytes;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    while (this.#bytes > 0) {
      this.#head ??= this.#readHead();
      if (!this.#head) return;
      const { bodyBytes, ...head } = this.#head;
      const isTooLong = bodyBytes > this.#maxBodyBytes;
      if (isTooLong) this.#drop(bodyBytes - this.#dropped);
      if (this.#bytes + this.#dropped < bodyBytes) return;
      this.#head = undefined;
      this.#dropped = 0;
      this.#onMessage({ ...head, body: isTooLong ? undefined : this.#take(bodyBytes) });
    }
  }

  #readHead(): Head | undefined {
    const end = this.#received().indexOf(END_OF_HEAD);
    if (end < 0) return undefined;
    const [startLine = '', ...lines] = this.#take(end + END_OF_HEAD.length)
      .trimEnd()
      .split('\r\n');
    const headers: Record<string, string> = {};
    for (const line of lines) {
      const colon = line.indexOf(':');
      headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
    }
    const length = headers['content-length'] ?? '0';
    if (!/^\d+$/.test(length)) throw new Error(`${startLine} has content-length ${JSON.stringify(length)}`);
    return { startLine, headers, bodyBytes: Number(length) };
  }

  #take(bytes: number): string {
    const received = this.#received();
    this.#chunks = [received.subarray(bytes)];
    this.#bytes -= bytes;
    return received.toString('utf8', 0, bytes);
  }

  #drop(bytes: number): void {
    const dropped = Math.min(bytes, this.#bytes);
    this.#chunks = [this.#received().subarray(dropped)];
    this.#bytes -= dropped;
    this.#dropped += dropped;
  }

  /** In one piece, which a long body becomes only once it is complete. */
  #received(): Buffer {
    const [first, ...others] = this.#chunks;
    if (first && others.length === 0) return first;
    const received = Buffer.concat(this.#chunks);
    this.#chunks = [received];
    return received;
  }
}
