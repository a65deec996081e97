import { useState } from 'react';
import { executionLink } from '../api/config.ts';
import { type Execution, localApi } from '../api/local-api.ts';
import { useConsole } from './console-context.ts';
import { StatesTaken } from './states-taken.tsx';
import { usePoll } from './use-poll.ts';
import { WorkflowGraph } from './workflow-graph.tsx';

const INTERVAL_MS = 2000;
const DEFINITION_INTERVAL_MS = 600_000;

/** The way an order took through the state machine: drawn here in a local run, a link on AWS. */
export function OrderWorkflow({ orderId }: { readonly orderId: string }) {
  const { config } = useConsole();
  const link = executionLink(config, orderId);
  if (!config.local && link === undefined) return null;
  return (
    <section className="card" aria-labelledby="workflow-heading">
      <h2 id="workflow-heading">Workflow</h2>
      {config.local ? (
        <LocalWorkflow orderId={orderId} />
      ) : (
        <p>
          <a href={link} target="_blank" rel="noreferrer">
            The execution in the Step Functions console
          </a>{' '}
          (opens in a new tab)
        </p>
      )}
    </section>
  );
}

function LocalWorkflow({ orderId }: { readonly orderId: string }) {
  const workflow = usePoll((signal) => localApi.workflow(signal), DEFINITION_INTERVAL_MS);
  const { data: executions = [] } = usePoll((signal) => localApi.executions(orderId, signal), INTERVAL_MS);
  const [chosen, setChosen] = useState<string>();
  if (workflow.data === undefined) {
    return (
      <p className="loading graph-loading">
        {workflow.error === undefined
          ? 'Loading the state machine…'
          : `No state machine: ${workflow.error.message}.`}
      </p>
    );
  }
  const newestFirst = executions.toSorted((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
  const execution = newestFirst.find(({ name }) => name === chosen) ?? newestFirst[0];
  return (
    <>
      {newestFirst.length > 1 && (
        <ExecutionChoice executions={newestFirst} chosen={execution?.name ?? ''} onChoose={setChosen} />
      )}
      <WorkflowGraph definition={workflow.data.definition} execution={execution} />
      {execution === undefined ? (
        <p className="hint">No execution of this order is known to this run.</p>
      ) : (
        <StatesTaken execution={execution} />
      )}
    </>
  );
}

interface ExecutionChoiceProps {
  readonly executions: readonly Execution[];
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
}

function ExecutionChoice({ executions, chosen, onChoose }: ExecutionChoiceProps) {
  return (
    <p className="execution-choice">
      <label htmlFor="execution">Execution</label>
      <select id="execution" value={chosen} onChange={(event) => onChoose(event.target.value)}>
        {executions.map(({ name, status }) => (
          <option key={name} value={name}>
            {name} ({status})
          </option>
        ))}
      </select>
    </p>
  );
}
