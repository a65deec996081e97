/** The part of the Amazon States Language that this package reads; the engine reads the rest. */
export interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
  readonly TimeoutSeconds?: number;
  readonly [field: string]: unknown;
}

export interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly TimeoutSeconds?: number;
  readonly Seconds?: number;
  readonly ResultPath?: string | null;
  readonly Branches?: readonly Definition[];
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
  readonly [field: string]: unknown;
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxDelaySeconds?: number;
  readonly [field: string]: unknown;
}

interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly ResultPath?: string | null;
  readonly [field: string]: unknown;
}

export interface NamedState {
  readonly name: string;
  readonly state: State;
  /** In a branch of a Parallel state. */
  readonly nested: boolean;
}

/** Every state of a definition, those of branches after the state that holds them. */
export function statesOf(definition: Definition, nested = false): NamedState[] {
  return Object.entries(definition.States).flatMap(([name, state]) => [
    { name, state, nested },
    ...(state.Branches ?? []).flatMap((branch) => statesOf(branch, true)),
  ]);
}

/** Whether the engine evaluates a string of this name, as a path or an intrinsic function. */
export function isPathField(name: string): boolean {
  return name.endsWith('.$') || name.endsWith('Path') || name === 'Variable';
}
