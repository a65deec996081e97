import { localApi } from '../api/local-api.ts';
import { CostMeter } from '../components/cost-meter.tsx';
import { DenialsTable } from '../components/denials-table.tsx';
import { FaultSwitch } from '../components/fault-switch.tsx';
import { LoadState } from '../components/load-state.tsx';
import { Page } from '../components/page.tsx';
import { QueueTable } from '../components/queue-table.tsx';
import { usePoll } from '../components/use-poll.ts';

const INTERVAL_MS = 2000;

export function LocalPage() {
  const poll = usePoll((signal) => localApi.state(signal), INTERVAL_MS);
  const state = poll.data;
  return (
    <Page title="Local run">
      {state === undefined ? (
        <LoadState poll={poll} what="state of the local run" />
      ) : (
        <div className="local-grid">
          <div>
            <QueueTable queues={state.queues} />
            {state.costs && <CostMeter costs={state.costs} />}
          </div>
          <div>
            {state.faults && <FaultSwitch faults={state.faults} onChanged={poll.refresh} />}
            {state.denials && <DenialsTable denials={state.denials} />}
          </div>
        </div>
      )}
    </Page>
  );
}
