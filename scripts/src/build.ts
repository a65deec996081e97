import { buildFunctions } from './build-functions.ts';
import { runProgram } from './run-program.ts';

await runProgram(async () => {
  for (const { name, bundleBytes, zipBytes } of await buildFunctions()) {
    const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(0).padStart(4)} KB`;
    console.log(
      `artifacts/${`${name}.zip`.padEnd(18)} ${kilobytes(zipBytes)}, bundle ${kilobytes(bundleBytes)}`,
    );
  }
});
