/** The parts of an Amazon States Language definition that its picture shows. */
export interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, StateDefinition>>;
}

interface StateDefinition {
  readonly Type: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly Choices?: readonly { readonly Next: string }[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[]; readonly MaxAttempts?: number }[];
}

export interface GraphNode {
  readonly name: string;
  readonly type: string;
  /** The most times a state is tried again after an error; 0: never. */
  readonly retries: number;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** `catch`: taken only after an error. */
  readonly kind: 'next' | 'catch';
  /** The condition or the errors. */
  readonly label?: string;
}

export interface Graph {
  readonly start: string;
  readonly nodes: readonly GraphNode[];
  /** At most one from one state to another. */
  readonly edges: readonly GraphEdge[];
}

/** AWS's own default of MaxAttempts: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
const DEFAULT_MAX_ATTEMPTS = 3;

/** The graph of a definition; states that are named but not defined are left out. */
export function graphOf({ StartAt, States }: Definition): Graph {
  const names = Object.keys(States);
  const nodes = Object.entries(States).map(([name, { Type, Retry = [] }]) => ({
    name,
    type: Type,
    retries: Math.max(0, ...Retry.map(({ MaxAttempts }) => MaxAttempts ?? DEFAULT_MAX_ATTEMPTS)),
  }));
  const edges = new Map<string, GraphEdge>();
  for (const [from, state] of Object.entries(States)) {
    for (const edge of edgesOf(from, state)) {
      const key = JSON.stringify([edge.from, edge.to]);
      if (names.includes(edge.to) && !edges.has(key)) edges.set(key, edge);
    }
  }
  return { start: StartAt, nodes, edges: [...edges.values()] };
}

function edgesOf(from: string, { Next, Default, Choices = [], Catch = [] }: StateDefinition): GraphEdge[] {
  return [
    ...(Next === undefined ? [] : [{ from, to: Next, kind: 'next' as const }]),
    ...Choices.map((choice) => ({ from, to: choice.Next, kind: 'next' as const })),
    ...(Default === undefined ? [] : [{ from, to: Default, kind: 'next' as const, label: 'otherwise' }]),
    ...Catch.map(({ ErrorEquals, Next: to }) => ({
      from,
      to,
      kind: 'catch' as const,
      label: ErrorEquals.join(', '),
    })),
  ];
}
