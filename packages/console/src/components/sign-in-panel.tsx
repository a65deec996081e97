import { type FormEvent, useId, useState } from 'react';
import { signIn } from '../state/credentials.ts';
import { useConsole } from './console-context.ts';
import { Notice } from './notice.tsx';

/** Takes the credentials that the API wants. */
export function SignInPanel({ reason }: { readonly reason?: string }) {
  const { config } = useConsole();
  return (
    <section className="card sign-in" aria-label="Sign in">
      {reason !== undefined && (
        <Notice tone="bad" title={`The API refuses: ${reason}`} isAlert>
          <p>Sign in with credentials that may use the operator's routes.</p>
        </Notice>
      )}
      {config.authorization === 'iam' ? <KeysForm /> : <TokenForm />}
    </section>
  );
}

function TokenForm() {
  const [token, setToken] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn({ kind: 'jwt', token: token.trim().replace(/^Bearer\s+/i, '') });
  };
  return (
    <form onSubmit={submit}>
      <SecretField label="Bearer token" value={token} onChange={setToken} isRequired />
      <p className="hint">Kept in this tab until it is closed.</p>
      <button type="submit" className="primary" disabled={token.trim() === ''}>
        Sign in
      </button>
    </form>
  );
}

function KeysForm() {
  const [accessKeyId, setAccessKeyId] = useState('');
  const [secretAccessKey, setSecretAccessKey] = useState('');
  const [sessionToken, setSessionToken] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const keys = { accessKeyId: accessKeyId.trim(), secretAccessKey: secretAccessKey.trim() };
    const session = sessionToken.trim();
    signIn({ kind: 'iam', ...keys, ...(session !== '' && { sessionToken: session }) });
  };
  const isMissing = accessKeyId.trim() === '' || secretAccessKey.trim() === '';
  return (
    <form onSubmit={submit}>
      <p>
        Temporary AWS credentials, such as <code>aws configure export-credentials</code> prints.
      </p>
      <SecretField label="Access key id" value={accessKeyId} onChange={setAccessKeyId} isRequired />
      <SecretField
        label="Secret access key"
        value={secretAccessKey}
        onChange={setSecretAccessKey}
        isRequired
      />
      <SecretField label="Session token" value={sessionToken} onChange={setSessionToken} />
      <p className="hint">
        Kept in memory only: loading the page again forgets them. Requests are signed here.
      </p>
      <button type="submit" className="primary" disabled={isMissing}>
        Sign in
      </button>
    </form>
  );
}

interface SecretFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isRequired?: boolean;
}

function SecretField({ label, value, onChange, isRequired = false }: SecretFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="password"
        autoComplete="off"
        spellCheck={false}
        required={isRequired}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
