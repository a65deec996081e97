import type { Graph } from './definition.ts';
import type { LayerItem, Layering } from './layers.ts';

const SWEEPS = 6;

/**
 * The layers' items from left to right: the way of an order that meets no error first, so that it is one straight
 * column, the others near the items they are joined to.
 */
export function orderLayers({ layers, links }: Layering, graph: Graph): readonly (readonly LayerItem[])[] {
  const main = mainPath(graph);
  const above = neighbours(links.map(([upper, lower]) => [lower, upper]));
  const below = neighbours(links);
  let ordered = layers.map((layer) => layer.toSorted((a, b) => rank(a) - rank(b)));

  function rank({ state }: LayerItem): number {
    return state !== undefined && main.has(state) ? 0 : 1;
  }

  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const places = new Map(ordered.flatMap((layer) => layer.map(({ key }, index) => [key, index] as const)));
    const toward = sweep % 2 === 0 ? above : below;
    ordered = ordered.map((layer) =>
      layer.toSorted((a, b) => rank(a) - rank(b) || center(a, toward, places) - center(b, toward, places)),
    );
  }
  return ordered;
}

/** The states on the way from the start by the first transition of each. */
function mainPath({ start, edges }: Graph): ReadonlySet<string> {
  const path = new Set<string>();
  let state: string | undefined = start;
  while (state !== undefined && !path.has(state)) {
    path.add(state);
    const current: string = state;
    state = edges.find(({ from, kind }) => from === current && kind === 'next')?.to;
  }
  return path;
}

function neighbours(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...Map.groupBy(pairs, ([key]) => key)].map(([key, group]) => [key, group.map(([, other]) => other)]),
  );
}

/** Where an item's neighbours are on average; its own place when it has none. */
function center(
  { key }: LayerItem,
  toward: ReadonlyMap<string, readonly string[]>,
  places: ReadonlyMap<string, number>,
): number {
  const others = toward.get(key) ?? [];
  if (others.length === 0) return places.get(key) ?? 0;
  return others.reduce((sum, other) => sum + (places.get(other) ?? 0), 0) / others.length;
}
