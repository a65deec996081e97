import { useMemo } from 'react';
import { authorizeWith } from './api/authorize.ts';
import { beside, type ConsoleConfig } from './api/config.ts';
import { orderApi } from './api/order-api.ts';
import { request } from './api/request.ts';
import { Announcer } from './components/announcer.tsx';
import { ConsoleContext } from './components/console-context.ts';
import { Shell } from './components/shell.tsx';
import { useNow } from './components/use-now.ts';
import { useObservable } from './components/use-observable.ts';
import { usePoll } from './components/use-poll.ts';
import { credentials } from './state/credentials.ts';

/** It does not change while the page is open; asked again only so that a failed first load recovers. */
const CONFIG_INTERVAL_MS = 3_600_000;

/** The console, once its config.json is there. */
export function App() {
  const { data: config, error, retryAt } = usePoll(loadConfig, CONFIG_INTERVAL_MS);
  if (config !== undefined) return <Configured config={config} />;
  return (
    <main className="boot">
      <h1>DOFS console</h1>
      {error === undefined ? <p>Loading…</p> : <NotConfigured reason={error.message} retryAt={retryAt} />}
    </main>
  );
}

async function loadConfig(signal: AbortSignal): Promise<ConsoleConfig> {
  return (await request<ConsoleConfig>(beside('config.json'), { signal })).body;
}

function Configured({ config }: { readonly config: ConsoleConfig }) {
  const given = useObservable(credentials);
  const context = useMemo(
    () => ({ config, api: orderApi(config.apiUrl, authorizeWith(given, config.region)) }),
    [config, given],
  );
  return (
    <ConsoleContext value={context}>
      <Shell />
      <Announcer />
    </ConsoleContext>
  );
}

function NotConfigured({
  reason,
  retryAt,
}: {
  readonly reason: string;
  readonly retryAt: number | undefined;
}) {
  const now = useNow();
  const seconds = retryAt === undefined ? 0 : Math.max(0, Math.ceil((retryAt - now) / 1000));
  return (
    <p role="alert">
      <code>config.json</code>, which says where the API is, cannot be loaded: {reason}. In a local run, is{' '}
      <code>npx -y pnpm@12 start</code> running? <span className="tabular">Trying again in {seconds} s.</span>
    </p>
  );
}
