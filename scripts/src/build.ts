import { buildArtifacts } from './build-artifacts.ts';
import { runProgram } from './run-program.ts';

await runProgram(async () => {
  for (const { name, bundleBytes, zipBytes } of await buildArtifacts()) {
    const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(0).padStart(4)} KB`;
    console.log(
      `artifacts/${`${name}.zip`.padEnd(18)} ${kilobytes(zipBytes)}, bundle ${kilobytes(bundleBytes)}`,
    );
  }
});
