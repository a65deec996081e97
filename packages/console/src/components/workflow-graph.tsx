import { useMemo } from 'react';
import type { Execution } from '../api/local-api.ts';
import { type Definition, graphOf } from '../graph/definition.ts';
import { executionMarks, NO_MARKS, nameLines } from '../graph/execution-marks.ts';
import { routeKey } from '../graph/layers.ts';
import { layoutGraph, NODE, type PlacedNode } from '../graph/layout.ts';
import { plural } from '../state/format.ts';

/** Letters that fit the width of a state. */
const LINE_LENGTH = 13;

interface WorkflowGraphProps {
  readonly definition: Definition;
  readonly execution: Execution | undefined;
}

/** A state machine drawn from its definition, with what an execution took of it. */
export function WorkflowGraph({ definition, execution }: WorkflowGraphProps) {
  // Asked again every few minutes; drawn anew only when it is another.
  const text = JSON.stringify(definition);
  const layout = useMemo(() => layoutGraph(graphOf(JSON.parse(text))), [text]);
  const marks = execution === undefined ? NO_MARKS : executionMarks(execution);
  const taken = [...marks.states.values()].map(({ name, outcome }) => `${name} ${outcome}`).join(', ');
  const isTaken = (edge: { from: string; to: string }) => marks.transitions.has(routeKey(edge));
  return (
    <div className="graph">
      <svg
        viewBox={`0 0 ${layout.width} ${layout.height}`}
        width={layout.width}
        height={layout.height}
        role="img"
        aria-label={`State machine with ${plural(layout.nodes.length, 'state')}. ${taken === '' ? 'No execution is marked.' : `Taken: ${taken}.`}`}
      >
        {['', 'taken'].map((kind) => (
          <marker
            key={kind}
            id={`arrow${kind}`}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerUnits="userSpaceOnUse"
            markerWidth="8"
            markerHeight="8"
            orient="auto"
          >
            <path className={`arrow ${kind}`} d="M0 0.5 8 4 0 7.5Z" />
          </marker>
        ))}
        {/* What was taken lies over what was not. */}
        {layout.edges
          .toSorted((a, b) => Number(isTaken(a)) - Number(isTaken(b)))
          .map((edge) => (
            <path
              key={routeKey(edge)}
              className={`edge ${edge.kind} ${isTaken(edge) ? 'taken' : ''}`}
              d={edge.path}
              markerEnd={`url(#arrow${isTaken(edge) ? 'taken' : ''})`}
            >
              <title>{`${edge.from} → ${edge.to}${edge.label === undefined ? '' : `: ${edge.label}`}`}</title>
            </path>
          ))}
        {layout.nodes.map((node) => (
          <StateBox key={node.name} node={node} outcome={marks.states.get(node.name)?.outcome} />
        ))}
      </svg>
      <p className="graph-key hint">
        <span className="line" /> next <span className="line dashed" /> after an error · “×3”: tried again up
        to 3 times
      </p>
    </div>
  );
}

interface StateBoxProps {
  readonly node: PlacedNode;
  readonly outcome: 'succeeded' | 'failed' | 'running' | undefined;
}

const SIGNS = { succeeded: '✓', failed: '✕', running: '…' } as const;

function StateBox({ node, outcome }: StateBoxProps) {
  const lines = nameLines(node.name, LINE_LENGTH);
  const firstLine = NODE.height / 2 - (lines.length - 1) * 8 - 4;
  return (
    <g className={`state ${outcome ?? ''}`} transform={`translate(${node.x} ${node.y})`}>
      <rect width={NODE.width} height={NODE.height} rx={node.type === 'Choice' ? NODE.height / 2 : 8} />
      <text textAnchor="middle">
        {lines.map((line, index) => (
          <tspan key={line} x={NODE.width / 2} y={firstLine + index * 15}>
            {line}
          </tspan>
        ))}
        <tspan className="state-type" x={NODE.width / 2} y={NODE.height - 7}>
          {outcome === undefined ? '' : `${SIGNS[outcome]} `}
          {node.type}
          {node.retries > 0 && ` ×${node.retries}`}
        </tspan>
      </text>
    </g>
  );
}
