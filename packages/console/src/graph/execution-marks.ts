import type { Execution, VisitedState } from '../api/local-api.ts';
import { routeKey } from './layers.ts';

export interface ExecutionMarks {
  /** The last visit of each state the execution took. */
  readonly states: ReadonlyMap<string, VisitedState>;
  /** Keys (routeKey) of the transitions it took. */
  readonly transitions: ReadonlySet<string>;
}

export const NO_MARKS: ExecutionMarks = { states: new Map(), transitions: new Set() };

/** What an execution took of its state machine. */
export function executionMarks({ states }: Execution): ExecutionMarks {
  const pairs = states.slice(1).map((state, index) => ({ from: states[index]?.name ?? '', to: state.name }));
  return {
    states: new Map(states.map((state) => [state.name, state])),
    transitions: new Set(pairs.map(routeKey)),
  };
}

/** A state's name in lines short enough for its box, broken between words: `SendTo` / `DeadLetterQueue`. */
export function nameLines(name: string, longest: number): readonly string[] {
  const words = name.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[\s_-])/);
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length <= longest) lines[lines.length - 1] = last + word;
    else lines.push(word);
  }
  return lines.map((line) => (line.length > longest ? `${line.slice(0, longest - 1)}…` : line)).slice(0, 2);
}
