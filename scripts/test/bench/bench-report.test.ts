import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type BenchReport, publishReport } from '../../src/bench/bench-report.ts';
import { thisMachine } from '../../src/bench/machine.ts';

const MACHINE = {
  processor: 'Abacus',
  cores: 2,
  memoryGiB: 24,
  platform: 'linux x64',
  node: 'v24.0.0',
  date: '2026-01-31',
  commit: 'abc123def',
};

const REPORT: BenchReport = {
  name: 'pens',
  title: 'Pens',
  introduction: 'Pens beside pencils.',
  tables: [
    {
      caption: 'How fast',
      head: ['what', 'per second'],
      rows: [
        ['pens', '12.5'],
        ['pencils', '7'],
      ],
    },
  ],
  notes: ['ink was at hand'],
  figures: { pens: 12.5, pencils: 7 },
};

const TEXT = `# Pens

Pens beside pencils.

How fast

| what    | per second |
| ------- | ---------: |
| pens    |       12.5 |
| pencils |          7 |

- ink was at hand

Measured by \`npx -y pnpm@12 bench:pens\` on 2 cores of Abacus, 24 GiB, linux x64, Node v24.0.0, 2026-01-31, commit abc123def.
`;

describe('publishReport', () => {
  let directory: string;
  let printed: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'bench-report-'));
    printed = '';
    jest.spyOn(console, 'error').mockImplementation(() => {});
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += text;
      return true;
    });
  });

  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(directory, { recursive: true });
  });

  it('prints tables, with where, when and of which commit they are', () => {
    publishReport(REPORT, { json: false, save: false, directory, machine: MACHINE });

    expect(printed).toBe(TEXT);
  });

  it('prints JSON instead, and saves both', () => {
    publishReport(REPORT, { json: true, save: true, directory, machine: MACHINE });

    expect(JSON.parse(printed)).toEqual({ benchmark: 'pens', machine: MACHINE, figures: REPORT.figures });
    expect(readFileSync(join(directory, 'pens.json'), 'utf8')).toBe(printed);
    expect(readFileSync(join(directory, 'pens.md'), 'utf8')).toBe(TEXT);
  });
});

describe('thisMachine', () => {
  it('says all there is to say', () => {
    const machine = thisMachine();

    expect(machine.cores).toBeGreaterThan(0);
    expect(machine.date).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(machine.commit).toMatch(/^([0-9a-f]{9}\+?|unknown)$/);
  });
});
