/** Payloads longer than this are folded. */
const SHORT = 160;

/** What a message held, as text: it may be anything. */
export function Payload({ payload }: { readonly payload: unknown }) {
  const text = typeof payload === 'string' ? payload : (JSON.stringify(payload) ?? String(payload));
  if (text.length <= SHORT) return <code className="payload">{text === '' ? '(empty)' : text}</code>;
  return (
    <details className="payload-long">
      <summary>
        <code className="payload">{text.slice(0, SHORT)}…</code>
      </summary>
      <pre>{typeof payload === 'string' ? payload : JSON.stringify(payload, null, 2)}</pre>
    </details>
  );
}
