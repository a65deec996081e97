import type { Graph } from './definition.ts';

/** A state, or the place where an edge crosses a layer on its way to a later one. */
export interface LayerItem {
  readonly key: string;
  /** Undefined: only an edge passes. */
  readonly state?: string;
}

/** Neighbouring layers' items that are joined, as `[upper key, lower key]`. */
type Link = readonly [string, string];

export interface Layering {
  readonly layers: readonly (readonly LayerItem[])[];
  readonly links: readonly Link[];
  /** The items an edge passes through, from its state to the other; `from → to`. */
  readonly routes: ReadonlyMap<string, readonly string[]>;
}

export function routeKey({ from, to }: { from: string; to: string }): string {
  return JSON.stringify([from, to]);
}

/** Every state one layer below the last of those that lead to it; edges that go back are no part of that. */
export function layersOf(graph: Graph): Layering {
  const depth = depths(graph);
  const layers: LayerItem[][] = Array.from({ length: Math.max(0, ...depth.values()) + 1 }, () => []);
  for (const { name } of graph.nodes) layers[depth.get(name) ?? 0]?.push({ key: name, state: name });
  const links: Link[] = [];
  const routes = new Map<string, string[]>();
  for (const edge of graph.edges) {
    const from = depth.get(edge.from) ?? 0;
    const to = depth.get(edge.to) ?? 0;
    const route = [edge.from];
    for (let layer = from + 1; layer < to; layer += 1) {
      const key = `${routeKey(edge)} ${layer}`;
      layers[layer]?.push({ key });
      route.push(key);
    }
    route.push(edge.to);
    routes.set(routeKey(edge), route);
    if (to > from) links.push(...route.slice(1).map((key, index): Link => [route[index] ?? '', key]));
  }
  return { layers, links, routes };
}

function depths(graph: Graph): Map<string, number> {
  const forward = forwardEdges(graph);
  const depth = new Map(graph.nodes.map(({ name }) => [name, 0]));
  // Without its back edges the graph has no cycle, so as many rounds as states settle every depth.
  for (const _ of graph.nodes) {
    for (const { from, to } of forward) {
      depth.set(to, Math.max(depth.get(to) ?? 0, (depth.get(from) ?? 0) + 1));
    }
  }
  return depth;
}

/** The edges but those that lead back to a state on the way from the start: the loops. */
function forwardEdges({ start, nodes, edges }: Graph): { from: string; to: string }[] {
  const forward: { from: string; to: string }[] = [];
  const onTheWay = new Set<string>();
  const done = new Set<string>();
  const visit = (name: string) => {
    if (done.has(name)) return;
    onTheWay.add(name);
    for (const edge of edges.filter(({ from }) => from === name)) {
      if (onTheWay.has(edge.to)) continue;
      forward.push(edge);
      visit(edge.to);
    }
    onTheWay.delete(name);
    done.add(name);
  };
  for (const name of [start, ...nodes.map((node) => node.name)]) visit(name);
  return forward;
}
