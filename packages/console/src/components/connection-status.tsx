import { useEffect, useRef } from 'react';
import { announce } from '../state/announcer.ts';
import { type Connection, connection } from '../state/connection.ts';
import { Icon } from './icon.tsx';
import { OutageAdvice } from './outage.tsx';
import { Time } from './time.tsx';
import { useNow } from './use-now.ts';
import { useObservable } from './use-observable.ts';

/** In the header: whether what is shown is current. */
export function ConnectionStatus() {
  const state = useObservable(connection);
  useAnnounced(state);
  if (state.kind === 'live') {
    return (
      <p className="connection good" data-testid="connection">
        <span className="dot" /> Live
      </p>
    );
  }
  if (state.kind === 'connecting') {
    return (
      <p className="connection" data-testid="connection">
        <span className="dot" /> Connecting…
      </p>
    );
  }
  return (
    <p className="connection bad" data-testid="connection">
      <Icon name="warning" /> {state.kind === 'refused' ? 'Not signed in' : 'Not current'}
    </p>
  );
}

/** Over the foot of the page, where it moves nothing: the API is down, and what is shown is old. */
export function OutageBar() {
  const state = useObservable(connection);
  const now = useNow();
  if (state.kind !== 'failing') return null;
  return (
    <div className="outage" data-testid="outage">
      <Icon name="warning" />
      <p>
        <strong>{capitalize(state.reason)}.</strong>{' '}
        {state.loadedAt !== undefined && (
          <>
            What is shown is of <Time at={new Date(state.loadedAt).toISOString()} />.{' '}
          </>
        )}
        <OutageAdvice retryAt={state.retryAt} now={now} />
      </p>
    </div>
  );
}

function useAnnounced({ kind }: Connection): void {
  const before = useRef(kind);
  useEffect(() => {
    if (kind === 'failing') announce('The API does not answer. What is shown may be old.');
    if (kind === 'live' && before.current === 'failing') announce('The API answers again.');
    before.current = kind;
  }, [kind]);
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
