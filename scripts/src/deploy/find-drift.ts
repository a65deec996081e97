/** The parts of `terraform show -json` of a refresh-only plan that tell of drift. https://developer.hashicorp.com/terraform/internals/json-format */
export interface RefreshPlan {
  readonly resource_drift?: readonly {
    readonly address: string;
    readonly change: { readonly actions: readonly string[]; readonly before: Values; readonly after: Values };
  }[];
  readonly configuration?: {
    readonly root_module: {
      readonly resources?: readonly { readonly address: string; readonly expressions?: Values }[];
    };
  };
}

type Values = Readonly<Record<string, unknown>> | null;

/** What was changed by other means than a deployment. */
export interface Drift {
  readonly address: string;
  /** `deleted`, or the attributes with the value that was deployed and the value found. */
  readonly changes: 'deleted' | readonly { name: string; deployed: unknown; found: unknown }[];
}

/**
 * The drift in a refresh-only plan. Terraform also reports as changed what AWS itself fills in after a deployment, such as
 * the policy of a queue that a resource of its own sets: only attributes that the configuration sets count, and nothing is
 * as good as empty.
 */
export function findDrift({ resource_drift = [], configuration }: RefreshPlan): Drift[] {
  const configured = new Map(
    (configuration?.root_module.resources ?? []).map(({ address, expressions }) => [
      address,
      Object.keys(expressions ?? {}),
    ]),
  );
  return resource_drift.flatMap(({ address, change: { before, after } }): Drift[] => {
    if (after === null) return [{ address, changes: 'deleted' }];
    const names = configured.get(address) ?? Object.keys({ ...before, ...after });
    const changes = names
      .map((name) => ({ name, deployed: before?.[name], found: after[name] }))
      .filter(({ deployed, found }) => JSON.stringify(compact(deployed)) !== JSON.stringify(compact(found)));
    return changes.length > 0 ? [{ address, changes }] : [];
  });
}

/** The value without what is empty; undefined when nothing is left. Keys are sorted. */
function compact(value: unknown): unknown {
  if (value === null || value === '' || value === false) return undefined;
  if (Array.isArray(value)) {
    const items = value.map(compact).filter((item) => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  if (typeof value !== 'object') return value;
  const entries = Object.entries(value)
    .map(([name, inner]) => [name, compact(inner)] as const)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** Drift as a person reads it, a line per attribute. */
export function showDrift(drift: readonly Drift[]): string {
  const show = (value: unknown) => JSON.stringify(value) ?? 'nothing';
  return drift
    .flatMap(({ address, changes }) =>
      changes === 'deleted'
        ? [`${address} was deleted`]
        : changes.map(
            ({ name, deployed, found }) =>
              `${address}: ${name} is ${show(found)}, deployed was ${show(deployed)}`,
          ),
    )
    .join('\n');
}
