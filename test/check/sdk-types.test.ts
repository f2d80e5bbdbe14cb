/** The types that stand in for the SDK's where it is not installed say of migrated code what the SDK's own say. */
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { TypeChecker } from '../../src/check/type-check.js';
import { casesOf, expectedText, families, outputName } from '../fixtures/cases.js';

it('finds nothing wrong in migrated TypeScript', () => {
  const list = new URL('../fixtures/not-yet.types.json', import.meta.url);
  const wrong = JSON.parse(readFileSync(list, 'utf8')) as string[];
  const changes = families()
    .flatMap(casesOf)
    .filter(({ input }) => /\.[cm]?tsx?$/.test(input))
    .filter(({ family, name }) => !wrong.some((line) => line.startsWith(`${family}/${name}/`)))
    .map((one) => ({
      file: `${one.family}-${one.name}-${outputName(one, 'sdk')}`,
      before: one.text,
      after: expectedText(one, 'sdk'),
    }))
    // a script's declarations are everybody's until it becomes a module
    .filter(({ before }) => !/^declare var /m.test(before))
    // the module of the bridge is not there
    .filter(({ before, after }) => before !== after && !after.includes('/cloudflare-v1-bridge'));
  const { errors, notes } = new TypeChecker(tmpdir()).check(changes);
  expect(Object.fromEntries(errors)).toEqual({});
  expect(notes).toHaveLength(1);
});

it('knows what calls take and give', () => {
  const list = "client.dns.records.list({ zone_id: '1' })";
  const codes = {
    number: `for await (const rec of ${list}) { const ttl: number = rec.ttl; ttl.toFixed(); }`,
    optional: `for await (const rec of ${list}) { const text: string = rec.content; text.trim(); }`,
    missing: 'client.dns.records.list({});',
    other: 'client.zones.list({ name: 1 });',
    unknown: 'client.zones.rest.of.it({ name: 1 });',
  };
  // one program for all of them: the declarations of the language take longer than the rest
  const changes = Object.entries(codes).map(([name, code]) => {
    const start = "import Cloudflare from 'cloudflare';\nconst client = new Cloudflare();\n";
    return { file: `${name}.ts`, before: '', after: `${start}${code}\nexport {};\n` };
  });
  expect(Object.fromEntries(new TypeChecker(tmpdir()).check(changes).errors)).toEqual({
    'optional.ts': expect.stringMatching(/TS2322/),
    'missing.ts': expect.stringMatching(/TS2345/),
    'other.ts': expect.stringMatching(/TS2322/),
  });
});
