import { observable } from './observable.ts';

export type Credentials =
  | { readonly kind: 'jwt'; readonly token: string }
  | {
      readonly kind: 'iam';
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken?: string;
    };

const STORED_TOKEN = 'dofs-token';

/** A token lives as long as its tab, AWS keys only as long as the page. */
export const credentials = observable<Credentials | undefined>(storedToken());

export function signIn(given: Credentials): void {
  if (given.kind === 'jwt') sessionStorage.setItem(STORED_TOKEN, given.token);
  credentials.set(given);
}

export function signOut(): void {
  sessionStorage.removeItem(STORED_TOKEN);
  credentials.set(undefined);
}

function storedToken(): Credentials | undefined {
  const token = globalThis.sessionStorage?.getItem(STORED_TOKEN);
  return token ? { kind: 'jwt', token } : undefined;
}
