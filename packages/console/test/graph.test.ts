import { describe, expect, it } from '@jest/globals';
import { EXPRESS_DEFINITION } from '../dev/express-definition.ts';
import { type Definition, graphOf } from '../src/graph/definition.ts';
import { executionMarks, nameLines } from '../src/graph/execution-marks.ts';
import { routeKey } from '../src/graph/layers.ts';
import { layoutGraph, NODE } from '../src/graph/layout.ts';

const LOOPING: Definition = {
  StartAt: 'Ask',
  States: {
    Ask: { Type: 'Task', Next: 'IsDone' },
    IsDone: { Type: 'Choice', Choices: [{ Next: 'Done' }], Default: 'Wait' },
    Wait: { Type: 'Wait', Next: 'Ask' },
    Done: { Type: 'Succeed' },
    Unreachable: { Type: 'Fail' },
  },
};

/** Chains with a way past every state: many edges that cross layers. */
const WIDE: Definition = {
  StartAt: 'S0',
  States: Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [
      `S${index}`,
      {
        Type: 'Task',
        ...(index < 11 && { Next: `S${index + 1}` }),
        Catch: [{ ErrorEquals: ['States.ALL'], Next: `S${Math.min(11, index + 4)}` }],
      },
    ]),
  ),
};

describe.each(Object.entries({ EXPRESS_DEFINITION, LOOPING, WIDE }))('the drawing of %s', (_, definition) => {
  const layout = layoutGraph(graphOf(definition));

  it('has every state once, inside the picture', () => {
    expect(layout.nodes.map(({ name }) => name).toSorted()).toEqual(
      Object.keys(definition.States).toSorted(),
    );
    for (const { x, y } of layout.nodes) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(x + NODE.width).toBeLessThanOrEqual(layout.width);
      expect(y + NODE.height).toBeLessThanOrEqual(layout.height);
    }
  });

  it('has no two states that touch', () => {
    for (const [index, a] of layout.nodes.entries()) {
      for (const b of layout.nodes.slice(index + 1)) {
        const isApart = Math.abs(a.x - b.x) >= NODE.width || Math.abs(a.y - b.y) >= NODE.height;
        expect([a.name, b.name, isApart]).toEqual([a.name, b.name, true]);
      }
    }
  });

  it('draws every transition', () => {
    for (const { path } of layout.edges) expect(path).toMatch(/^M[\d.]+ [\d.]+(?:[CL][-\d. ]+)+$/);
  });
});

describe('the order workflow', () => {
  const layout = layoutGraph(graphOf(EXPRESS_DEFINITION));
  const place = (name: string) => layout.nodes.find((node) => node.name === name);

  it('is one straight column where nothing goes wrong, top to bottom', () => {
    const column = ['ValidateOrder', 'StoreOrder', 'IsPending', 'SendToQueue'].map(place);

    expect(new Set(column.map((node) => node?.x)).size).toBe(1);
    expect(column.map((node) => node?.y)).toEqual(
      column.map((node) => node?.y).toSorted((a = 0, b = 0) => a - b),
    );
  });

  it('fits the width of a phone', () => {
    expect(layout.width).toBeLessThan(430);
  });

  it('tells transitions from catches, and how often a state is tried again', () => {
    const kinds = new Map(layout.edges.map((edge) => [routeKey(edge), edge.kind]));

    expect(kinds.get(routeKey({ from: 'ValidateOrder', to: 'StoreOrder' }))).toBe('next');
    expect(kinds.get(routeKey({ from: 'ValidateOrder', to: 'InvalidOrder' }))).toBe('catch');
    expect(place('StoreOrder')?.retries).toBe(2);
  });
});

describe('executionMarks', () => {
  it('marks the states an execution took and the transitions between them', () => {
    const at = '2026-01-01T00:00:00.000Z';
    const marks = executionMarks({
      name: 'test001',
      status: 'FAILED',
      startedAt: at,
      states: [
        { name: 'ValidateOrder', outcome: 'failed', enteredAt: at },
        { name: 'InvalidOrder', outcome: 'failed', enteredAt: at },
      ],
    });

    expect(marks.states.get('InvalidOrder')?.outcome).toBe('failed');
    expect([...marks.transitions]).toEqual([routeKey({ from: 'ValidateOrder', to: 'InvalidOrder' })]);
  });
});

describe('nameLines', () => {
  it('breaks a long name between its words', () => {
    expect(nameLines('SendToDeadLetterQueue', 13)).toEqual(['SendToDead', 'LetterQueue']);
    expect(nameLines('StoreOrder', 13)).toEqual(['StoreOrder']);
    expect(nameLines('anamewithoutanyend', 13)).toEqual(['anamewithout…']);
  });
});
