import { createHash } from 'node:crypto';

/**
 * A number in [0, 1) that depends on nothing but the seed and what is decided, never on what was decided before: so
 * chance repeats itself although the interleaving of a run does not.
 */
export function chanceOf(seed: number, ...decision: readonly (string | number)[]): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([seed, ...decision]))
    .digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}

/** One of the choices, each as likely as its weight says. */
export function choose<Choice extends string>(
  chance: number,
  weights: Readonly<Record<Choice, number>>,
): Choice {
  const choices = Object.entries(weights) as [Choice, number][];
  let left = chance * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [choice, weight] of choices) {
    left -= weight;
    if (left < 0) return choice;
  }
  throw new Error(`a chance must be less than 1, got ${chance}`);
}
