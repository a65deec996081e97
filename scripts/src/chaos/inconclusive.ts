import type { SeedResult } from './run-seed.ts';

/** Why a run that broke nothing shows nothing; none: what it did was put to the test. */
export function inconclusiveReasons({ options, evidence, faults }: SeedResult): string[] {
  const answers = evidence.events.filter((event) => event.kind === 'answered');
  const isAccepted = answers.some(({ status, isLast }) => status === 200 && !isLast);
  const injected = Object.values(faults).reduce((sum, count) => sum + count, 0);
  const reasons: string[] = [];
  if (!isAccepted) reasons.push('no order was accepted before the faults were over');
  if (!answers.some(({ isLast }) => isLast))
    reasons.push('no order was sent again when the faults were over');
  if (options.faults.rate > 0 && injected === 0) reasons.push('no fault was injected');
  return reasons;
}
