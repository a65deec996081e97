/** The ARN of a log group without the `:*` that stands for its streams. */
export function logGroupArn(
  { region, accountId }: { readonly region: string; readonly accountId: string },
  logGroupName: string,
): string {
  return `arn:aws:logs:${region}:${accountId}:log-group:${logGroupName}`;
}
