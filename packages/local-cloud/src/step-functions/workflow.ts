import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import type { StateMachineSpec } from '../stack/stack.ts';
import { checkDefinition } from './check-definition.ts';
import { type State, statesOf } from './definition.ts';
import { prepareDefinition, STATE_NAMES, stateNameKey } from './prepare-definition.ts';
import { type TaskResource, taskResource } from './task-resource.ts';

/** A state machine that is ready to run. */
export interface Workflow {
  readonly spec: StateMachineSpec;
  readonly engine: StateMachine;
  readonly tasks: ReadonlyMap<string, WorkflowTask>;
  /** The part of the context object that is the same for every execution. */
  readonly context: Readonly<Record<string, unknown>>;
}

export interface WorkflowTask {
  readonly name: string;
  readonly state: State;
  readonly resource: TaskResource;
}

/** Checks a state machine and builds its engine once, for all of its executions. */
export function createWorkflow(
  spec: StateMachineSpec,
  { timeScale }: { readonly timeScale: number },
): Workflow {
  const definition = checkDefinition(spec);
  const states = statesOf(definition);
  const prepared = prepareDefinition(definition, { type: spec.type, timeScale });
  const engine = new StateMachine(prepared as unknown as StateMachineDefinition, {
    // Done above, on what the user wrote and with a newer validator than the engine's own.
    validationOptions: { noValidate: true },
  });
  const tasks = states.flatMap(({ name, state }) => {
    const resource = taskResource(state.Resource ?? '');
    return resource ? [[name, { name, state, resource }] as const] : [];
  });
  return {
    spec,
    engine,
    tasks: new Map(tasks),
    context: {
      StateMachine: { Id: spec.arn, Name: spec.name },
      [STATE_NAMES]: Object.fromEntries(states.map(({ name }) => [stateNameKey(name), name])),
    },
  };
}
