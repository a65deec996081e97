import { useConsole } from '../components/console-context.ts';
import { Notice } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { SignInPanel } from '../components/sign-in-panel.tsx';
import { useObservable } from '../components/use-observable.ts';
import { credentials, signOut } from '../state/credentials.ts';

export function SignInPage() {
  const { config } = useConsole();
  const given = useObservable(credentials);
  return (
    <Page title="Sign in">
      {config.authorization === 'none' ? (
        <Notice tone="neutral" title="This API asks for no credentials." />
      ) : given === undefined ? (
        <SignInPanel />
      ) : (
        <section className="card sign-in">
          <Notice
            tone="good"
            title={given.kind === 'jwt' ? 'Requests carry your token.' : 'Requests are signed.'}
          />
          <button type="button" onClick={signOut}>
            Sign out
          </button>
        </section>
      )}
    </Page>
  );
}
