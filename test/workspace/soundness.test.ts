/** The search for marks loses no call: every form that the program knows, wherever it stands, is looked at. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sourceFromBytes } from '../../src/workspace/index.js';
import { MARK_PATTERNS } from '../../src/workspace/prefilter.js';
import { casesOf, expectedFindings, expectedText, families, NEGATIVES, TARGETS } from '../fixtures/cases.js';
import { programOf } from '../generated/judge.js';
import { specs } from '../generated/spec.js';

/** What is found and rewritten in the fixtures. */
const FORMS = families()
  .filter((family) => family !== NEGATIVES)
  .flatMap(casesOf)
  .filter(
    (one) =>
      JSON.parse(expectedFindings(one) ?? '[]').length > 0 ||
      TARGETS.some((target) => expectedText(one, target) !== one.text),
  );

const PATTERNS = MARK_PATTERNS.filter((pattern) => !pattern.startsWith('(?s)')).map((pattern) =>
  pattern.startsWith('(?i)') ? new RegExp(pattern.slice(4), 'i') : new RegExp(pattern),
);

/** Neither the program itself nor `git grep` for it passes it over. */
function isLookedAt(file: string, text: string, bytes = Buffer.from(text)): boolean {
  return sourceFromBytes(file, bytes) !== null && PATTERNS.some((pattern) => pattern.test(text));
}

test('every form of a call is looked at', () => {
  expect(FORMS.length).toBeGreaterThan(500);
  const lost = FORMS.filter(({ input, text }) => !isLookedAt(input, text));
  expect(lost.map(({ family, name }) => `${family}/${name}`)).toEqual([]);
});

test('wherever it stands, and however the file is written', () => {
  const around = fc.string({ unit: fc.constantFrom(...'/* cloudfare tknapi_json.cfv1-é\n'), maxLength: 12 });
  const scripts = FORMS.filter(({ input }) => /\.[cm]?[jt]sx?$/.test(input));
  fc.assert(
    fc.property(fc.constantFrom(...scripts), around, around, fc.boolean(), ({ input, text }, before, behind, wide) => {
      const planted = `${before}\n${text.replace(/^\uFEFF/, '')}\n${behind}`;
      const bytes = wide ? Buffer.from(`\uFEFF${planted}`, 'utf16le') : Buffer.from(planted);
      expect(isLookedAt(input, planted, bytes)).toBe(true);
    }),
    { numRuns: process.env.LONG ? 20_000 : 1500 },
  );
});

test('programs that are put together of all that is known', () => {
  fc.assert(
    fc.property(specs(3), (spec) => {
      const files = Object.entries(programOf(spec));
      expect(files.some(([file, text]) => isLookedAt(file, text))).toBe(true);
    }),
    { numRuns: process.env.LONG ? 5000 : 300 },
  );
});
