import { isPathField, type NamedState, type State } from './definition.ts';
import { taskResource } from './task-resource.ts';

const IN_OUT = ['Type', 'Comment', 'QueryLanguage', 'InputPath', 'OutputPath', 'Next', 'End'];
const RESULT = ['Parameters', 'ResultPath'];
const GUARDED = ['ResultSelector', 'Retry', 'Catch'];

/** What the engine implements; a field outside of it would be ignored without a word. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Choice: [...IN_OUT, 'Choices', 'Default'],
  Fail: ['Type', 'Comment', 'QueryLanguage', 'Error', 'ErrorPath', 'Cause', 'CausePath'],
  Parallel: [...IN_OUT, ...RESULT, ...GUARDED, 'Branches'],
  Pass: [...IN_OUT, ...RESULT, 'Result'],
  Succeed: IN_OUT,
  Task: [...IN_OUT, ...RESULT, ...GUARDED, 'Resource', 'TimeoutSeconds', 'TimeoutSecondsPath'],
  Wait: [...IN_OUT, 'Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
};

const CONTEXT =
  /^\$\$\.(Execution\.(Id|Name|RoleArn|RedriveCount|StartTime|Input([.[].*)?)|StateMachine\.(Id|Name)|State\.Name)$/;

/** What the local engine cannot do, or does differently from AWS, in one state; undefined when it can run. */
export function findUnsupported({ state, nested }: NamedState): string | undefined {
  const fields = FIELDS[state.Type];
  if (!fields) return `Type ${state.Type}`;
  const field = Object.keys(state).find((name) => !fields.includes(name));
  if (field) return field;
  if ((state.QueryLanguage ?? 'JSONPath') !== 'JSONPath') return `QueryLanguage ${state.QueryLanguage}`;
  return (
    unsupportedResource(state) ??
    unsupportedFailPath(state) ??
    unsupportedCatch(state) ??
    inPaths(state, nested)
  );
}

function unsupportedResource({ Type, Resource = '' }: State): string | undefined {
  return Type === 'Task' && !taskResource(Resource) ? `Resource ${Resource}` : undefined;
}

function unsupportedFailPath({ ErrorPath, CausePath }: State): string | undefined {
  // The engine takes these two for plain paths.
  const intrinsic = [ErrorPath, CausePath].find((path) => String(path ?? '$').startsWith('States.'));
  return intrinsic === undefined ? undefined : `${intrinsic} in ErrorPath or CausePath`;
}

function unsupportedCatch({ Catch = [] }: State): string | undefined {
  const fields = Catch.flatMap((catcher) => Object.keys(catcher));
  const field = fields.find((name) => !['ErrorEquals', 'Next', 'ResultPath', 'Comment'].includes(name));
  return field && `${field} in Catch`;
}

function inPaths(state: State, nested: boolean): string | undefined {
  for (const path of pathsIn(state)) {
    // The engine strips every backslash from a result, so that quotes inside of strings break the JSON.
    if (path.includes('States.JsonToString')) return `States.JsonToString (in ${path})`;
    for (const [context] of path.matchAll(/\$\$[\w.[\]]*/g)) {
      if (!CONTEXT.test(context)) return `the context object's ${context}`;
      // In a branch the engine gives the branch's input for the execution's.
      if (nested && context.startsWith('$$.Execution.Input')) return `${context} inside of a branch`;
    }
  }
  return undefined;
}

/** Strings that the engine evaluates: paths and intrinsic functions. */
function* pathsIn(value: unknown, key = ''): Generator<string> {
  if (typeof value === 'string') {
    if (isPathField(key)) yield value;
  } else if (typeof value === 'object' && value !== null) {
    // Branches are checked as states of their own, and a Result is literal.
    for (const [name, inner] of Object.entries(value)) {
      if (name !== 'Branches' && name !== 'Result') yield* pathsIn(inner, name);
    }
  }
}
