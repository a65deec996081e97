import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { synthesizeApplication } from '../synthesize.ts';

const RUNBOOK = readFileSync(join(import.meta.dirname, '../../../docs/operations.md'), 'utf8');

/** What the runbook itself makes, or puts together in a loop. */
const OF_THE_RUNBOOK = ['dofs-prod-orders-restored', 'dofs-prod-'];

describe('docs/operations.md', () => {
  it('calls the resources of prod what they are called', () => {
    const { resource } = synthesizeApplication('prod');
    const names = Object.values(resource)
      .flatMap((named) => Object.values(named))
      .flatMap(({ name, function_name, alarm_name, dashboard_name }) => [
        name,
        function_name,
        alarm_name,
        dashboard_name,
      ]);
    const known = new Set(names.map((name) => String(name).match(/dofs-prod-[\w-]*/)?.[0]));
    const called = [...RUNBOOK.matchAll(/dofs-prod-[\w-]*/g)].map(([name]) => name);

    expect(called.length).toBeGreaterThan(30);
    expect(called.filter((name) => !known.has(name) && !OF_THE_RUNBOOK.includes(name))).toEqual([]);
  });

  it('links to headings it has', () => {
    const anchors = [...RUNBOOK.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading.toLowerCase().replaceAll(' ', '-'),
    );
    const linked = [...RUNBOOK.matchAll(/\]\(#([\w-]+)\)/g)].map(([, anchor]) => anchor);

    expect(linked.filter((anchor) => !anchors.includes(anchor ?? ''))).toEqual([]);
  });
});
