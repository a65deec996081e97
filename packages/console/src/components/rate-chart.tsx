import { formatInteger, formatPercent, formatRate } from '../state/format.ts';
import { rateBars } from '../state/rate-bars.ts';
import { MOST_SAMPLES, type RateHistory, ratesSince } from '../state/rate-history.ts';
import { COUNTS_INTERVAL_MS } from './use-counts.ts';

const WIDTH = 600;
const HEIGHT = 88;
/** Rates in words are of so long. */
const RECENT_MS = 60_000;

/** Ended orders per second over the last minutes, and how many of them were fulfilled. */
export function RateChart({ history }: { readonly history: RateHistory }) {
  const { bars, top } = rateBars(history, COUNTS_INTERVAL_MS);
  const rates = ratesSince(history, (history.at(-1)?.to ?? 0) - RECENT_MS);
  const minutes = (MOST_SAMPLES * COUNTS_INTERVAL_MS) / 60_000;
  const ended =
    rates === undefined ? '–' : `${formatRate(rates.endedPerSecond)}${rates.isPartial ? '+' : ''}`;
  const success = rates?.successRate === undefined ? '–' : formatPercent(rates.successRate);
  return (
    <section className="card rates" aria-label="Throughput">
      <dl className="rate-numbers">
        <div>
          <dt>Ended per second</dt>
          <dd data-testid="ended-per-second">{ended}</dd>
        </div>
        <div title="Of the orders that became FULFILLED or FAILED; a FAILED one may be tried again by itself.">
          <dt>Success rate</dt>
          <dd data-testid="success-rate">{success}</dd>
        </div>
      </dl>
      <figure>
        <p className="chart-top">{formatInteger(top)}/s</p>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`Orders that ended per second over the last ${minutes} minutes; now ${ended} per second, ${success} of them fulfilled`}
        >
          <line className="chart-grid" x1="0" x2={WIDTH} y1="0.5" y2="0.5" />
          <line className="chart-grid" x1="0" x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} />
          {bars.map(({ key, x, width, fulfilled, failed }) => (
            <g key={key}>
              <rect className="bar-good" {...bar(x, width, fulfilled)} />
              <rect className="bar-bad" {...bar(x, width, failed)} />
            </g>
          ))}
          <line className="chart-axis" x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
        </svg>
        <figcaption>
          <span>{minutes} min ago</span>
          <span className="legend">
            <span className="key good" /> fulfilled <span className="key bad" /> failed
          </span>
          <span>now</span>
        </figcaption>
      </figure>
    </section>
  );
}

function bar(x: number, width: number, { y, height }: { y: number; height: number }) {
  // A hair narrower than its time, so that neighbours can be told apart.
  return { x: x * WIDTH, width: Math.max(1, width * WIDTH - 1), y: y * HEIGHT, height: height * HEIGHT };
}
