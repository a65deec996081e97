import { rmSync } from 'node:fs';

/** Removes what the global setup has built. */
export default function globalTeardown(): void {
  rmSync(process.env.TEST_ARTIFACTS ?? '', { recursive: true, force: true });
}
