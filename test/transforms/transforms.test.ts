/** jscodeshift gives the bytes that the command line writes: in process for every fixture, through its runner for some. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Target } from '../../src/options.js';
import toFetch from '../../transforms/v1-to-v4-fetch.js';
import toSdk from '../../transforms/v1-to-v4-sdk.js';
import { casesOf, expectedText, FIXTURES, type FixtureCase, families, TARGETS } from '../fixtures/cases.js';

const TRANSFORMS = { sdk: toSdk, fetch: toFetch };
const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
/** one of each kind of file and line end, and some that stay */
const THROUGH_THE_RUNNER = [
  'actions/sec-lvl-literal',
  'actions/zone-load-multi-status-and-plan',
  'clients/got-post-form-json',
  'clients/https-get-url-string',
  'errors/emitter-on-error',
  'forms/byte-order-mark',
  'forms/crlf-line-ends',
  'forms/no-final-newline',
  'package/dyndns-nested-callbacks',
  'typescript/mts-top-level-await',
];

let root: string;

beforeAll(() => {
  // outside the repository, whose own package.json would govern the cases that have none
  root = mkdtempSync(join(tmpdir(), 'cfv1-transforms-'));
  cpSync(FIXTURES, root, { recursive: true });
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe.each(families())('%s', (family) => {
  test.each(TARGETS)('is the same through the transform to %s', (target) => {
    // the transforms differ in one word: every fourth case goes through one of them by turns, with LONG=1 all through both
    const own = casesOf(family).filter(
      (_one, index) => process.env.LONG || TARGETS[index % (4 * TARGETS.length)] === target,
    );
    // jscodeshift writes no second file: what needs a bridge beside it is reported
    const alone = own.filter((one) => !expectedText(one, target).includes('/cloudflare-v1-bridge'));
    const differ = alone.filter((one) => transformed(one, target) !== expectedText(one, target));
    expect(differ.map(({ name }) => name)).toEqual([]);
    for (const one of own.filter((other) => !alone.includes(other) && !other.text.includes('/cloudflare-v1-bridge')))
      expect(transformed(one, target), one.name).not.toContain('/cloudflare-v1-bridge');
  });
});

function transformed(one: FixtureCase, target: Target): string {
  const path = join(root, one.family, one.name, one.input);
  return TRANSFORMS[target]({ path, source: one.text }, { report: () => {} }) ?? one.text;
}

test('what needs a person is reported with its place', () => {
  const said: string[] = [];
  const source =
    "require('request').post('https://www.cloudflare.com/api_json.html', { form: { a: 'ip_lkup', ip: '192.0.2.1' } });\n";
  toSdk({ path: join(root, 'lookup.js'), source }, { report: (message) => said.push(message) });
  expect(said).toHaveLength(1);
  expect(said[0]).toContain(`${join(root, 'lookup.js')}:1 manual`);
});

test('a file that does not name Cloudflare is not parsed', () => {
  expect(toFetch({ path: join(root, 'broken.js'), source: 'this is ( no code' }, {})).toBeUndefined();
});

describe.each(TARGETS)('the runner with the transform to %s', (target) => {
  test('writes the same bytes', () => {
    const cases = families()
      .flatMap(casesOf)
      .filter(({ family, name }) => THROUGH_THE_RUNNER.includes(`${family}/${name}`));
    expect(cases).toHaveLength(THROUGH_THE_RUNNER.length);
    const paths = cases.map((one) => copyOf(one, target));
    execFileSync(process.execPath, [
      join(REPOSITORY, 'node_modules/jscodeshift/bin/jscodeshift.js'),
      ...['-t', join(REPOSITORY, `dist/transforms/v1-to-v4-${target}.js`), '--run-in-band', '--no-babel', '--silent'],
      ...['--extensions', 'js,mjs,cjs,jsx,ts,mts,cts,tsx', ...paths],
    ]);
    for (const [index, one] of cases.entries()) {
      expect.soft(readFileSync(paths[index]!, 'utf8'), one.name).toBe(expectedText(one, target));
    }
  });
});

function copyOf(one: FixtureCase, target: Target): string {
  const dir = join(root, 'runner', target, one.family, one.name);
  mkdirSync(dir, { recursive: true });
  cpSync(join(root, one.family, one.name), dir, { recursive: true });
  return join(dir, one.input);
}
