/** Matches `service:Action` against a pattern in which `*` stands for any text. */
export function callPattern(pattern: string): (call: string) => boolean {
  const expression = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
  return (call) => expression.test(call);
}
