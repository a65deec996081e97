import { UserError } from './user-error.ts';

/** The whole number a flag was given, in plain digits. Throws UserError naming the flag, its limits and what it got. */
export function integerFlag(
  flag: string,
  text: string,
  { min = 1, max }: { min?: number; max: number },
): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new UserError(`${flag} must be a whole number from ${min} to ${max}, got ${text || 'nothing'}`);
}
