/** In place of reading ~/.aws/config and ~/.aws/credentials: on Lambda neither exists, and every client looks for both. */
export const CONFIG_PREFIX_SEPARATOR = '.';

export async function loadSharedConfigFiles() {
  return { configFile: {}, credentialsFile: {} };
}
