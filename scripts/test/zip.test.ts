import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import { reproducibleZip } from '../src/zip.ts';

const MODULE = join(import.meta.dirname, '../src/zip.ts');

/** The zip of two files, made by a process in another time zone. */
function zipIn(timeZone: string): string {
  const program = `
    const { reproducibleZip } = await import(${JSON.stringify(MODULE)});
    const files = new Map([['b.mjs', Buffer.from('b')], ['a.mjs', Buffer.from('a')]]);
    process.stdout.write(Buffer.from(reproducibleZip(files)).toString('hex'));`;
  const args = ['--input-type=module', '--eval', program];
  return execFileSync(process.execPath, args, { env: { ...process.env, TZ: timeZone }, encoding: 'utf8' });
}

describe('reproducibleZip', () => {
  it('has the same bytes in every time zone', () => {
    const zip = zipIn('Pacific/Kiritimati');

    expect(zip.length).toBeGreaterThan(100);
    expect(zipIn('America/Los_Angeles')).toBe(zip);
  });

  it('has the same bytes in whatever order the files come, and holds them', () => {
    const [a, b] = [Buffer.from('a'), Buffer.from('b')] as const;
    const zip = reproducibleZip(new Map(Object.entries({ a, b })));
    const reversed = reproducibleZip(new Map(Object.entries({ b, a })));

    expect(reversed).toEqual(zip);
    expect(Buffer.from(unzipSync(zip).b ?? []).toString()).toBe('b');
  });
});
