/** The cold start stops: environment variables are missing or wrong. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/** The named environment variables. Throws EnvironmentError naming every one that is missing or empty. */
export function readEnvironment<Name extends string>(
  names: readonly Name[],
  source: NodeJS.ProcessEnv = process.env,
): Record<Name, string> {
  const missing = names.filter((name) => !source[name]);
  if (missing.length > 0) {
    throw new EnvironmentError(`missing environment variable ${missing.join(', ')}; set it on the function`);
  }
  return Object.fromEntries(names.map((name) => [name, source[name]])) as Record<Name, string>;
}

/** A number from the environment. Throws EnvironmentError with the name, the value and the allowed range. */
export function readNumber<Name extends string>(
  environment: Record<Name, string>,
  name: Name,
  { min, max, integer = false }: { min: number; max: number; integer?: boolean },
): number {
  const value = environment[name].trim() === '' ? Number.NaN : Number(environment[name]);
  if (!(value >= min && value <= max) || (integer && !Number.isInteger(value))) {
    const kind = integer ? 'an integer' : 'a number';
    throw new EnvironmentError(
      `${name} must be ${kind} from ${min} to ${max}, got ${JSON.stringify(environment[name])}`,
    );
  }
  return value;
}

/** One of a few words from the environment. Throws EnvironmentError with the name, the value and the words. */
export function readChoice<Name extends string, Choice extends string>(
  environment: Record<Name, string>,
  name: Name,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((candidate) => candidate === environment[name]);
  if (choice === undefined) {
    throw new EnvironmentError(
      `${name} must be ${choices.join(' or ')}, got ${JSON.stringify(environment[name])}`,
    );
  }
  return choice;
}
