/** A short name of the execution environment with a session token: each has one of its own, for all its calls. */
export function environmentOf(sessionToken: string | undefined): string {
  return `environment ${sessionToken?.slice(-8) ?? 'unknown'}`;
}
