/**
 * Credentials of an account of an emulator, which checks none. LocalStack, MiniStack and floci take an access key of
 * 12 digits for the account, so ARNs and trust policies name the account they name on AWS.
 */
export function emulatorCredentials(accountId: string) {
  return { accessKey: accountId, secretKey: 'emulator' };
}
