/** Chance from a seed: the same numbers from 0 to below 1 for the same texts, in every run and on every machine. */
export function seededRandom(...texts: readonly (string | number)[]): () => number {
  let state = hashOf(texts.join('/'));
  // mulberry32: https://github.com/bryc/code/blob/master/jshash/PRNGs.md#mulberry32
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** FNV-1a, ended by the mix of MurmurHash3, as texts that differ in their last digit need it. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** One of the values, each with the same chance. */
export function pick<Value>(values: readonly [Value, ...Value[]], random: () => number): Value {
  return values[Math.floor(random() * values.length)] ?? values[0];
}

/** An integer from `least` to `most`. */
export function integerBetween(least: number, most: number, random: () => number): number {
  return least + Math.floor(random() * (most - least + 1));
}
