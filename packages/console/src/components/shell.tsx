import { useRef } from 'react';
import { FailedOrdersPage } from '../pages/failed-orders-page.tsx';
import { LocalPage } from '../pages/local-page.tsx';
import { NotFoundPage } from '../pages/not-found-page.tsx';
import { OrderPage } from '../pages/order-page.tsx';
import { OrdersPage } from '../pages/orders-page.tsx';
import { PlaceOrderPage } from '../pages/place-order-page.tsx';
import { SignInPage } from '../pages/sign-in-page.tsx';
import { connection } from '../state/connection.ts';
import { credentials } from '../state/credentials.ts';
import type { Route } from '../state/router.ts';
import { OutageBar } from './connection-status.tsx';
import { useConsole } from './console-context.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { Header } from './header.tsx';
import { Page } from './page.tsx';
import { SignInPanel } from './sign-in-panel.tsx';
import { useObservable } from './use-observable.ts';
import { useRoute } from './use-route.ts';

/** Header, page and what lies over it. */
export function Shell() {
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  const { config } = useConsole();
  const state = useObservable(connection);
  const given = useObservable(credentials);
  const isRefused = state.kind === 'refused' && config.authorization !== 'none' && route.page !== 'sign-in';
  return (
    <>
      <button type="button" className="skip-link" onClick={() => main.current?.focus()}>
        Skip to the page
      </button>
      <Header route={route} />
      <main ref={main} tabIndex={-1}>
        {isRefused && (
          <Page title="Sign in">
            <SignInPanel reason={state.reason} />
          </Page>
        )}
        {/* Other credentials ask everything anew. */}
        <div key={credentialsKey(given)} hidden={isRefused}>
          <ErrorBoundary key={route.page}>
            <CurrentPage route={route} />
          </ErrorBoundary>
        </div>
      </main>
      <OutageBar />
    </>
  );
}

const keys = new WeakMap<object, number>();
let lastKey = 0;

/** A key that changes with the credentials and shows nothing of them. */
function credentialsKey(given: object | undefined): number {
  if (given === undefined) return 0;
  const key = keys.get(given) ?? ++lastKey;
  keys.set(given, key);
  return key;
}

/** Pages of other content get another key: they begin anew. */
function CurrentPage({ route }: { readonly route: Route }) {
  const { config } = useConsole();
  switch (route.page) {
    case 'orders':
      return <OrdersPage status={route.status} />;
    case 'order':
      return <OrderPage key={route.orderId} orderId={route.orderId} />;
    case 'failed-orders':
      return <FailedOrdersPage state={route.state} />;
    case 'place-order':
      return <PlaceOrderPage />;
    case 'local':
      return config.local ? <LocalPage /> : <NotFoundPage />;
    case 'sign-in':
      return <SignInPage />;
    case 'not-found':
      return <NotFoundPage />;
  }
}
