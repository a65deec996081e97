import type { QueueDepth } from '../api/local-api.ts';
import { formatInteger } from '../state/format.ts';

/** How much waits in each queue. */
export function QueueTable({ queues }: { readonly queues: readonly QueueDepth[] }) {
  return (
    <section className="card" aria-labelledby="queues-heading">
      <h2 id="queues-heading">Queues</h2>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">Queue</th>
            <th scope="col" className="number">
              Waiting
            </th>
            <th scope="col" className="number">
              In flight
            </th>
            <th scope="col" className="number">
              Delayed
            </th>
          </tr>
        </thead>
        <tbody>
          {queues.map(({ name, visible, inFlight, delayed }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="number">{formatInteger(visible)}</td>
              <td className="number">{formatInteger(inFlight)}</td>
              <td className="number">{formatInteger(delayed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
