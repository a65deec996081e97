import type { Denial } from '../api/local-api.ts';
import { formatInteger } from '../state/format.ts';
import { Time } from './time.tsx';

/** Calls that IAM refused: on AWS they would be AccessDenied too. */
export function DenialsTable({ denials }: { readonly denials: readonly Denial[] }) {
  return (
    <section className="card" aria-labelledby="denials-heading">
      <h2 id="denials-heading">Denied calls</h2>
      {denials.length === 0 ? (
        <p className="empty">No call was denied: every function has the permissions it uses.</p>
      ) : (
        <ul className="denials">
          {denials.map((denial) => (
            <li key={`${denial.principal} ${denial.action} ${denial.resource}`}>
              <p>
                <strong>{denial.principal}</strong> may not <code>{denial.action}</code> on{' '}
                <code>{denial.resource}</code>
              </p>
              <p className="reason">{denial.reason}</p>
              <p className="muted">
                {denial.times === 1 ? 'once' : `${formatInteger(denial.times)} times`}, last{' '}
                <Time at={isoOf(denial.timestamp)} />
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** ISO 8601 of a time that is that or milliseconds since 1970; what is neither stays as it is. */
function isoOf(timestamp: string | number): string {
  const date = new Date(timestamp);
  return Number.isNaN(date.getTime()) ? String(timestamp) : date.toISOString();
}
