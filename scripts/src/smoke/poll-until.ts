import { setTimeout as delay } from 'node:timers/promises';

const INTERVAL_MILLISECONDS = 200;

/** Reads until there is a value. Throws, saying what was waited for, when there is none by the deadline. */
export async function pollUntil<Value>(
  what: string | (() => string),
  timeoutSeconds: number,
  read: () => Promise<Value | undefined>,
): Promise<Value> {
  const deadline = Date.now() + timeoutSeconds * 1000;
  for (;;) {
    const value = await read();
    if (value !== undefined) return value;
    if (Date.now() > deadline) {
      const missing = typeof what === 'string' ? what : what();
      throw new Error(`${missing}: not seen within ${timeoutSeconds} s`);
    }
    await delay(INTERVAL_MILLISECONDS);
  }
}
