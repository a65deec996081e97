import { type Zippable, zipSync } from 'fflate';

/** 1980 is where zip time begins; fflate writes local time, so the date is built from local parts. */
const FIXED_TIME = new Date(1980, 0, 1);

/** A zip whose bytes depend on the names and contents of its files alone: same files, same bytes, on every machine. */
export function reproducibleZip(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries: Zippable = {};
  for (const name of [...files.keys()].sort()) {
    entries[name] = [
      files.get(name) as Uint8Array,
      { mtime: FIXED_TIME, os: 3, attrs: 0o100644 << 16, level: 9 },
    ];
  }
  return zipSync(entries);
}
