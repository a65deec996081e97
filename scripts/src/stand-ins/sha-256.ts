/**
 * In place of SHA-256 that may also be JavaScript of its own. A function has that of Node, whose createHmac is given a key
 * object: bytes it takes for one first, and throws and catches an error in each of two places, which costs four times
 * what the digest does.
 */
import { createHash, createHmac, createSecretKey, type Hash, type Hmac } from 'node:crypto';

export class Sha256Node {
  readonly digestLength = 32;
  readonly #secret: string | ArrayBuffer | NodeJS.ArrayBufferView | undefined;
  #hash: Hash | Hmac;

  constructor(secret?: string | ArrayBuffer | NodeJS.ArrayBufferView) {
    this.#secret = secret;
    this.#hash = this.#createHash();
  }

  update(data: string | Uint8Array): void {
    this.#hash.update(data);
  }

  /** Of a keyed hash the end; another goes on after it. */
  async digest(): Promise<Uint8Array> {
    return new Uint8Array('copy' in this.#hash ? this.#hash.copy().digest() : this.#hash.digest());
  }

  reset(): void {
    this.#hash = this.#createHash();
  }

  #createHash(): Hash | Hmac {
    if (!this.#secret) return createHash('sha256');
    return createHmac('sha256', keyOf(this.#secret));
  }
}

function keyOf(secret: string | ArrayBuffer | NodeJS.ArrayBufferView) {
  if (typeof secret === 'string') return secret;
  return createSecretKey(ArrayBuffer.isView(secret) ? secret : new Uint8Array(secret));
}
