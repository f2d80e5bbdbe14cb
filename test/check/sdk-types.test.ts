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
  const wrong = (code: string) => {
    const text = `import Cloudflare from 'cloudflare';\nexport const client = new Cloudflare();\n${code}\n`;
    return new TypeChecker(tmpdir()).check([{ file: 'a.ts', before: '', after: text }]).errors.get('a.ts') ?? null;
  };
  const list = "client.dns.records.list({ zone_id: '1' })";
  expect(wrong(`for await (const rec of ${list}) { const ttl: number = rec.ttl; ttl.toFixed(); }`)).toBe(null);
  expect(wrong(`for await (const rec of ${list}) { const text: string = rec.content; text.trim(); }`)).toMatch(
    /TS2322/,
  );
  expect(wrong('client.dns.records.list({});')).toMatch(/TS2345/);
  expect(wrong('client.zones.list({ name: 1 });')).toMatch(/TS2322/);
  expect(wrong('client.zones.rest.of.it({ name: 1 });')).toBe(null);
});
