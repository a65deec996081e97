import type { StateMachineSpec } from '../stack/stack.ts';
import { type Definition, isPathField, type Retrier, type State } from './definition.ts';

/** What a timer holds, 24.8 days; one second more and it fires at once. AWS's default of 99,999,999 s does not fit. */
const LONGEST_TIMEOUT_SECONDS = Math.floor((2 ** 31 - 1) / 1000);

/** https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html */
const EXPRESS_TIMEOUT_SECONDS = 300;

/**
 * The definition as the engine must read it to do what AWS does: retries and waits shrunk by `timeScale`,
 * AWS's default timeouts, and the spelling of what the engine gets wrong. Timeouts keep their length.
 */
export function prepareDefinition(
  definition: Definition,
  { type, timeScale }: { readonly type: StateMachineSpec['type']; readonly timeScale: number },
): Definition {
  const longest = type === 'EXPRESS' ? EXPRESS_TIMEOUT_SECONDS : LONGEST_TIMEOUT_SECONDS;
  const timeout = Math.min(definition.TimeoutSeconds ?? longest, longest);
  const prepared = prepareStates(definition, timeScale);
  return timeout < LONGEST_TIMEOUT_SECONDS ? { ...prepared, TimeoutSeconds: timeout } : prepared;
}

/** Where a state finds its own name in the context object: the engine knows no `$$.State`. */
export const STATE_NAMES = 'StateNames';

/** A name that needs no quoting in a path. */
export function stateNameKey(name: string): string {
  return `state${Buffer.from(name).toString('hex')}`;
}

function prepareStates(definition: Definition, timeScale: number): Definition {
  const { TimeoutSeconds: _, ...rest } = definition;
  const states = Object.entries(definition.States).map(([name, state]) => [
    name,
    withStateName(prepareState(state, timeScale), name),
  ]);
  return { ...rest, States: Object.fromEntries(states) as Definition['States'] };
}

function prepareState(state: State, timeScale: number): State {
  return {
    ...withoutWholePaths(state),
    ...(state.Type === 'Task' && !('TimeoutSecondsPath' in state) && { TimeoutSeconds: taskTimeout(state) }),
    ...(state.Type === 'Wait' && state.Seconds !== undefined && { Seconds: state.Seconds / timeScale }),
    // The engine overlooks a Result of 0, false, "" or null; a Pass state's Parameters it does not.
    ...(state.Type === 'Pass' && 'Result' in state && !state.Result && { Parameters: state.Result }),
    ...(state.Retry && { Retry: state.Retry.map((retrier) => prepareRetrier(retrier, timeScale)) }),
    ...(state.Catch && { Catch: state.Catch.map(withoutWholePaths) }),
    ...(state.Branches && { Branches: state.Branches.map((branch) => prepareStates(branch, timeScale)) }),
  };
}

function taskTimeout({ TimeoutSeconds = LONGEST_TIMEOUT_SECONDS }: State): number {
  return Math.min(TimeoutSeconds, LONGEST_TIMEOUT_SECONDS);
}

function prepareRetrier(retrier: Retrier, timeScale: number): Retrier {
  const { IntervalSeconds = 1, MaxDelaySeconds } = retrier;
  return {
    ...retrier,
    IntervalSeconds: IntervalSeconds / timeScale,
    ...(MaxDelaySeconds !== undefined && { MaxDelaySeconds: MaxDelaySeconds / timeScale }),
  };
}

/**
 * `$` is the default of these paths. The engine would make a ResultPath of it a field named `$`, and finds
 * nothing at the others' `$` where the document is null, false, 0 or "".
 */
function withoutWholePaths<Holder extends object>(holder: Holder): Holder {
  const fields = Object.entries(holder).filter(([name, value]) => !(WHOLE_PATHS.has(name) && value === '$'));
  return Object.fromEntries(fields) as Holder;
}

const WHOLE_PATHS = new Set(['InputPath', 'ResultPath', 'OutputPath']);

function withStateName(state: State, name: string): State {
  const path = `$$.${STATE_NAMES}.${stateNameKey(name)}`;
  const replace = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') {
      return isPathField(key) ? value.replaceAll('$$.State.Name', () => path) : value;
    }
    if (Array.isArray(value)) return key === 'Branches' ? value : value.map((item) => replace(item, ''));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([inner, item]) => [inner, replace(item, inner)]));
  };
  return replace(state, '') as State;
}
