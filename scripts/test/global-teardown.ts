import { rmSync } from 'node:fs';

/** Removes what the global setup has built, and says how long all took: the time that jest prints begins after it. */
export default function globalTeardown(): void {
  rmSync(process.env.TEST_ARTIFACTS ?? '', { recursive: true, force: true });
  console.error(`The whole run, the start and the bundling included: ${process.uptime().toFixed(1)} s`);
}
