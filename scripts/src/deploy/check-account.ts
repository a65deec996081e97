import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { UserError } from '../user-error.ts';
import type { DeployedStack } from './deployed-stack.ts';

/** The account that the environment files name before anybody sets their own. */
const PLACEHOLDER = '111111111111';

/** Throws UserError unless the shell's credentials are those of the account of the stack. */
export async function checkAccount({ accountId, client }: DeployedStack): Promise<void> {
  if (accountId === PLACEHOLDER && client.endpoint === undefined) {
    throw new UserError(
      `accountId in infra/environments is still the placeholder ${PLACEHOLDER}; set your own, see Deploy in README.md`,
    );
  }
  let account: string | undefined;
  try {
    account = (await new STSClient(client).send(new GetCallerIdentityCommand({}))).Account;
  } catch (error) {
    throw new UserError(
      `no AWS credentials that work: ${(error as Error).message}; sign in to account ${accountId}`,
    );
  }
  if (account !== accountId) {
    throw new UserError(
      `the credentials are of account ${account}, the environments of ${accountId}; sign in to that account, or set accountId in infra/environments`,
    );
  }
}
