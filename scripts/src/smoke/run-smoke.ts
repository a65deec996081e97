import { newRun, STEPS } from './steps.ts';
import type { Target } from './target.ts';

/** Runs the steps in order, a line each; stops at the first that fails. Returns whether all passed. */
export async function runSmoke(target: Target, print: (line: string) => void): Promise<boolean> {
  const run = newRun();
  let inPart = 0;
  for (const [index, step] of STEPS.entries()) {
    const title = `${index + 1}. ${step.title}`;
    const startedAt = performance.now();
    try {
      const { seen, notSeen } = await step.run(target, run);
      const text = `${title} (${((performance.now() - startedAt) / 1000).toFixed(1)} s): ${seen}`;
      if (notSeen !== undefined) inPart += 1;
      print(notSeen === undefined ? `ok    ${text}` : `part  ${text}; not seen: ${notSeen}`);
    } catch (error) {
      print(`FAIL  ${title}: ${reasonOf(error)}`);
      return false;
    }
  }
  const qualified = inPart > 0 ? `, ${inPart} of them as far as can be seen` : '';
  print(`${STEPS.length} of ${STEPS.length} steps passed${qualified}`);
  return true;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause =
    error.cause instanceof Error
      ? `: ${error.cause.message || ('code' in error.cause ? error.cause.code : '')}`
      : '';
  const hint = cause.includes('ECONNREFUSED') ? '; does it run? start it with: npx -y pnpm@12 start' : '';
  return `${error.message}${cause}${hint}`;
}
