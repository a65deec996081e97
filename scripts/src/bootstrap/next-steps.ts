/** What is left for a person to do, from the outputs of the bootstrap stack. */
export function nextSteps(outputs: Readonly<Record<string, unknown>>, region: string): string {
  const { state_bucket, connection_arn, connection_status } = outputs;
  const lines = [`Bootstrap is done: Terraform keeps its state in ${state_bucket}.`];
  if (connection_arn !== undefined && connection_status !== 'AVAILABLE') {
    lines.push(
      `The connection to GitHub is ${connection_status}. Complete it: open`,
      `  https://${region}.console.aws.amazon.com/codesuite/settings/connections?region=${region}`,
      'choose the connection, then "Update pending connection".',
    );
  }
  if (connection_arn !== undefined) {
    lines.push(`connectionArn in infra/environments is to be ${connection_arn}`);
  }
  return lines.join('\n');
}
