export interface HttpAnswer {
  readonly statusCode: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Head {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyBytes: number;
}

const END_OF_HEAD = '\r\n\r\n';

/** Cuts what an HTTP/1.1 server sends into answers. Throws when one does not say its `content-length`. */
export class HttpAnswerParser {
  readonly #onAnswer: (answer: HttpAnswer) => void;
  #chunks: Buffer[] = [];
  #bytes = 0;
  /** Of the answer whose body is not complete. */
  #head: Head | undefined;

  constructor(onAnswer: (answer: HttpAnswer) => void) {
    this.#onAnswer = onAnswer;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    while (this.#bytes > 0) {
      this.#head ??= this.#readHead();
      if (!this.#head || this.#bytes < this.#head.bodyBytes) return;
      const { bodyBytes, ...head } = this.#head;
      this.#head = undefined;
      this.#onAnswer({ ...head, body: this.#take(bodyBytes) });
    }
  }

  #readHead(): Head | undefined {
    const end = this.#received().indexOf(END_OF_HEAD);
    if (end < 0) return undefined;
    const [statusLine = '', ...lines] = this.#take(end + END_OF_HEAD.length)
      .trimEnd()
      .split('\r\n');
    const headers = Object.fromEntries(
      lines.map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
    );
    const length = headers['content-length'] ?? '';
    if (!/^\d+$/.test(length)) throw new Error(`the Runtime API answered ${statusLine} without its length`);
    return { statusCode: Number(statusLine.split(' ')[1]), headers, bodyBytes: Number(length) };
  }

  #take(bytes: number): string {
    const received = this.#received();
    this.#chunks = [received.subarray(bytes)];
    this.#bytes -= bytes;
    return received.toString('utf8', 0, bytes);
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
