import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from '../src/repository.ts';

/** Which of our packages each package may import; functions may not import each other, and nothing imports scripts. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  'packages/order-model': [],
  'packages/function-kit': [],
  'packages/order-store': ['order-model'],
  'packages/local-cloud': [],
  // Its types only: see below.
  'packages/console': ['order-model'],
  functions: ['order-model', 'order-store', 'function-kit'],
  infra: ['order-model/tables'],
  scripts: ['order-model', 'order-store', 'function-kit', 'local-cloud'],
};

/** The use cases that the model tests run; nothing else of scripts may know a function. */
const MODEL_TESTS = 'scripts/test/model/';
const USE_CASES = [
  'fulfill-order/process-orders',
  'dlq-handler/process-dead-letters',
  'order-storage/handle-request',
];

const OURS = globSync('{packages,functions}/*', { cwd: ROOT }).map((folder) => folder.split('/')[1] ?? '');

interface Import {
  readonly file: string;
  readonly specifier: string;
  readonly isType: boolean;
}

function importsIn(folder: string): Import[] {
  return globSync(`${folder}/**/*.{ts,tsx}`, {
    cwd: ROOT,
    exclude: ['**/node_modules/**', '**/dist/**'],
  }).flatMap((file) => {
    const code = readFileSync(join(ROOT, file), 'utf8');
    return [...code.matchAll(/(?:^|\n)(?:import|export)( type)?[^;'"]*?from '([^']+)'/g)].map(
      ([, type, specifier = '']) => ({
        file,
        specifier,
        isType: type !== undefined,
      }),
    );
  });
}

const isOurs = ({ specifier }: Import) => OURS.includes(specifier.split('/')[0] ?? '');
const isTest = ({ file }: Import) => file.includes('/test/');
const show = ({ file, specifier }: Import) => `${file} imports ${specifier}`;

describe('imports', () => {
  it('finds the packages it is about', () => {
    expect(OURS).toEqual(
      expect.arrayContaining(['order-model', 'local-cloud', 'api-handler', 'fulfill-order']),
    );
    expect(importsIn('functions').filter(isOurs).length).toBeGreaterThan(10);
  });

  it.each(Object.entries(MAY_IMPORT))('%s imports only what it may', (folder, allowed) => {
    const isAllowed = ({ file, specifier, isType }: Import) =>
      allowed.some((name) => specifier === name || specifier.startsWith(`${name}/`)) ||
      (folder === 'infra' && isType && /^[\w-]+\/env$/.test(specifier)) ||
      (file.startsWith(MODEL_TESTS) && USE_CASES.includes(specifier));
    const forbidden = importsIn(folder).filter((entry) => isOurs(entry) && !isAllowed(entry));

    expect(forbidden.map(show)).toEqual([]);
  });

  it.each(Object.keys(MAY_IMPORT))('%s reaches no other package by a relative path', (folder) => {
    const outside = importsIn(folder).filter(({ file, specifier }) => {
      if (!specifier.startsWith('.')) return false;
      const home = file
        .split('/')
        .slice(0, folder === 'infra' || folder === 'scripts' ? 1 : 2)
        .join('/');
      return relative(join(ROOT, home), resolve(ROOT, dirname(file), specifier)).startsWith('..');
    });

    expect(outside.map(show)).toEqual([]);
  });

  it('lets the console know an order by its types alone', () => {
    const values = importsIn('packages/console').filter((entry) => isOurs(entry) && !entry.isType);

    expect(values.map(show)).toEqual([]);
  });

  it('keeps test helpers out of what ships', () => {
    const shipped = importsIn('functions').filter((entry) => !isTest(entry));

    expect(shipped.filter(({ specifier }) => specifier.endsWith('/testing')).map(show)).toEqual([]);
  });
});
