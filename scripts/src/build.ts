import { buildArtifacts } from './build-artifacts.ts';
import { createPhaseTimer, formatPhases } from './phase-timer.ts';
import { ARTIFACTS } from './repository.ts';
import { runProgram } from './run-program.ts';

await runProgram(async () => {
  const timer = createPhaseTimer();
  for (const { name, bundleBytes, zipBytes } of await buildArtifacts(ARTIFACTS, timer)) {
    const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(0).padStart(4)} KB`;
    console.log(
      `artifacts/${`${name}.zip`.padEnd(18)} ${kilobytes(zipBytes)}, bundle ${kilobytes(bundleBytes)}`,
    );
  }
  console.log(formatPhases(timer.phases));
});
