import { type FormEvent, useState } from 'react';
import { type FaultPlan, type LocalState, localApi } from '../api/local-api.ts';
import { announce } from '../state/announcer.ts';
import { formatInteger, formatPercent } from '../state/format.ts';
import { Notice } from './notice.tsx';

interface FaultSwitchProps {
  readonly faults: NonNullable<LocalState['faults']>;
  readonly onChanged: () => void;
}

/** Lets calls, deliveries and functions of the local run fail by chance. */
export function FaultSwitch({ faults, onChanged }: FaultSwitchProps) {
  const { active, kinds, counts } = faults;
  const [seed, setSeed] = useState(String(active?.seed ?? 1));
  const [percent, setPercent] = useState(String((active?.rate ?? 0.05) * 100));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(active?.kinds ?? kinds));
  const [error, setError] = useState<string>();

  const change = async (act: () => Promise<void>, done: string) => {
    try {
      await act();
      setError(undefined);
      announce(done);
    } catch (cause) {
      setError(cause instanceof Error ? cause.message : String(cause));
    }
    onChanged();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const plan: FaultPlan = {
      seed: Number(seed),
      rate: Number(percent) / 100,
      kinds: kinds.filter((kind) => chosen.has(kind)),
    };
    void change(() => localApi.startFaults(plan), 'Faults are injected.');
  };
  const toggle = (kind: string) =>
    setChosen(
      (before) => new Set(before.has(kind) ? [...before].filter((one) => one !== kind) : [...before, kind]),
    );

  return (
    <section className="card" aria-labelledby="faults-heading">
      <div className="card-head">
        <h2 id="faults-heading">Fault injection</h2>
        <span className={`badge ${active === null ? 'neutral' : 'pending'}`} data-testid="faults-state">
          {active === null ? 'OFF' : `ON · ${formatPercent(active.rate)} · seed ${active.seed}`}
        </span>
      </div>
      <form className="faults" onSubmit={submit}>
        <div className="fault-numbers">
          <label>
            Rate, %
            <input
              type="number"
              min="0"
              max="100"
              step="any"
              value={percent}
              onChange={(event) => setPercent(event.target.value)}
            />
          </label>
          <label>
            Seed
            <input
              type="number"
              min="0"
              step="1"
              value={seed}
              onChange={(event) => setSeed(event.target.value)}
            />
          </label>
        </div>
        <fieldset>
          <legend>Kinds, and how often each was injected</legend>
          <div className="kinds">
            {kinds.map((kind) => (
              <label key={kind} className="check">
                <input type="checkbox" checked={chosen.has(kind)} onChange={() => toggle(kind)} />
                <span>{kind}</span>
                <span className="muted number">{formatInteger(counts[kind] ?? 0)}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <p className="form-end">
          <button type="submit" className="primary" disabled={chosen.size === 0}>
            {active === null ? 'Start' : 'Change'}
          </button>
          <button
            type="button"
            disabled={active === null}
            onClick={() => void change(() => localApi.stopFaults(), 'No faults are injected.')}
          >
            Stop
          </button>
        </p>
        {error !== undefined && <Notice tone="bad" title={`Not changed: ${error}`} isAlert />}
      </form>
    </section>
  );
}
