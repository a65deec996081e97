import type { Graph, GraphEdge, GraphNode } from './definition.ts';
import { type LayerItem, layersOf, routeKey } from './layers.ts';
import { orderLayers } from './order-layers.ts';

/** Pixels of the drawing; it is scaled as a whole. Three states fit side by side on a phone. */
export const NODE = { width: 118, height: 52 } as const;
const GAP = { x: 18, y: 34 } as const;
/** Room an edge gets that passes between states. */
const PASSAGE_WIDTH = 16;
const MARGIN = 4;
/** Loops go around on the left. */
const LOOP_ROOM = 28;

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedNode extends GraphNode {
  /** Of the upper left corner. */
  readonly x: number;
  readonly y: number;
}

interface PlacedEdge extends GraphEdge {
  /** `d` of an SVG path. */
  readonly path: string;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/** Places the states of a graph top to bottom and draws its edges between them. */
export function layoutGraph(graph: Graph): Layout {
  const layering = layersOf(graph);
  const layers = orderLayers(layering, graph);
  const hasLoop = graph.edges.some(({ from, to }) => rowOf(layers, to) <= rowOf(layers, from));
  const left = MARGIN + (hasLoop ? LOOP_ROOM : 0);
  const centers = new Map(layers.flatMap((layer, row) => placeLayer(layer, row, left)));
  const centerOf = (key: string): Point => centers.get(key) ?? { x: 0, y: 0 };

  const nodes = graph.nodes.map((node) => {
    const { x, y } = centerOf(node.name);
    return { ...node, x: x - NODE.width / 2, y: y - NODE.height / 2 };
  });
  const edges = graph.edges.map((edge) => {
    const points = (layering.routes.get(routeKey(edge)) ?? [edge.from, edge.to]).map(centerOf);
    return { ...edge, path: edgePath(points) };
  });
  return {
    width: Math.max(0, ...nodes.map(({ x }) => x + NODE.width), ...passages(centers)) + MARGIN,
    height: Math.max(0, ...nodes.map(({ y }) => y + NODE.height)) + MARGIN,
    nodes,
    edges,
  };
}

/** Right ends of what passes between states, which may be right of every state. */
function passages(centers: ReadonlyMap<string, Point>): number[] {
  return [...centers.values()].map(({ x }) => x + PASSAGE_WIDTH / 2);
}

function placeLayer(layer: readonly LayerItem[], row: number, left: number): [string, Point][] {
  const y = MARGIN + NODE.height / 2 + row * (NODE.height + GAP.y);
  let x = left;
  return layer.map(({ key, state }): [string, Point] => {
    const width = state === undefined ? PASSAGE_WIDTH : NODE.width;
    const center = { x: x + width / 2, y };
    x += width + GAP.x;
    return [key, center];
  });
}

function edgePath(points: readonly Point[]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return '';
  if (last.y <= first.y) return loopPath(first, last);
  const start = { x: first.x, y: first.y + NODE.height / 2 };
  const end = { x: last.x, y: last.y - NODE.height / 2 };
  const between = points.slice(1, -1);
  // Straight through a passage, curved in the gaps between layers.
  const segments = between.flatMap(({ x, y }) => [
    { x, y: y - NODE.height / 2 },
    { x, y: y + NODE.height / 2 },
  ]);
  let path = `M${start.x} ${start.y}`;
  let from = start;
  for (const [index, to] of [...segments, end].entries()) {
    const middle = (from.y + to.y) / 2;
    path += index % 2 === 1 ? `L${to.x} ${to.y}` : `C${from.x} ${middle} ${to.x} ${middle} ${to.x} ${to.y}`;
    from = to;
  }
  return path;
}

function loopPath(from: Point, to: Point): string {
  const x = Math.min(from.x, to.x) - NODE.width / 2;
  const out = x - LOOP_ROOM;
  return `M${from.x - NODE.width / 2} ${from.y}C${out} ${from.y} ${out} ${to.y} ${to.x - NODE.width / 2} ${to.y}`;
}

function rowOf(layers: readonly (readonly LayerItem[])[], name: string): number {
  return layers.findIndex((layer) => layer.some(({ state }) => state === name));
}
