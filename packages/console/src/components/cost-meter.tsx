import type { LocalState } from '../api/local-api.ts';
import { formatDollars, formatInteger, plural } from '../state/format.ts';

/** What the orders of this run would cost on AWS. */
export function CostMeter({ costs }: { readonly costs: NonNullable<LocalState['costs']> }) {
  const { orders, dollarsPerMillionOrders, lines } = costs;
  const dearestFirst = lines.toSorted((a, b) => b.dollars - a.dollars);
  return (
    <section className="card" aria-labelledby="costs-heading">
      <h2 id="costs-heading">Cost on AWS, at list price</h2>
      <p className="big-number">
        <strong>{dollarsPerMillionOrders === null ? '–' : formatDollars(dollarsPerMillionOrders)}</strong>{' '}
        <span className="muted">per million orders, from {plural(orders, 'order')} so far</span>
      </p>
      {lines.length === 0 ? (
        <p className="empty">Nothing was used yet: place an order.</p>
      ) : (
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">Service</th>
              <th scope="col">Unit</th>
              <th scope="col" className="number">
                Units
              </th>
              <th scope="col" className="number">
                Dollars
              </th>
            </tr>
          </thead>
          <tbody>
            {dearestFirst.map(({ service, unit, units, dollars }) => (
              <tr key={`${service} ${unit}`}>
                <th scope="row">{service}</th>
                <td>{unit}</td>
                <td className="number">{formatInteger(units)}</td>
                <td className="number">{formatDollars(dollars)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
