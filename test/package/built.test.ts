/** The built program does what its sources do: in the build, parts of Babel that are never asked for are left out. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type * as library from '../../src/index.js';
import { casesOf, expectedText, families, TARGETS } from '../fixtures/cases.js';

const LIBRARY = fileURLToPath(new URL('../../dist/chunks/library.cjs', import.meta.url));
const BOM = /^\uFEFF/;
/** of the fixtures; LONG=1: all */
const EVERY = process.env.LONG ? 1 : 40;

test('every fixture becomes the same', () => {
  const { analyse, DEFAULT_MIGRATION } = createRequire(import.meta.url)(LIBRARY) as typeof library;
  const cases = families()
    .flatMap(casesOf)
    .filter((_one, index) => index % EVERY === 0);
  const differ = cases.flatMap((one, index) =>
    TARGETS.filter((target) => process.env.LONG || TARGETS[index % TARGETS.length] === target)
      .filter((target) => {
        const text = one.text.replace(BOM, '');
        const manifests: Record<string, string> = one.manifest === null ? {} : { 'package.json': one.manifest };
        const { changes } = analyse(
          [{ file: one.input, text }],
          { manifests, lockFile: null },
          { ...DEFAULT_MIGRATION, target },
        );
        const after = changes.find(({ file }) => file === one.input)?.after ?? text;
        return after !== expectedText(one, target).replace(BOM, '');
      })
      .map((target) => `${one.family}/${one.name} ${target}`),
  );
  expect(cases.length).toBeGreaterThan(15);
  expect(differ).toEqual([]);
});

test('the chunks leave room for the rest in a package of 500 kB', () => {
  const folder = dirname(LIBRARY);
  const sizes = readdirSync(folder).map((name) => gzipSync(readFileSync(join(folder, name)), { level: 9 }).length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(490_000);
});
