/** What a token must allow, for the calls that a program makes. */
import { expect, it } from 'vitest';
import { DEFAULT_MIGRATION } from '../../src/options.js';
import { analyse } from '../../src/pipeline.js';

const ZONE = "tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: 'example.com'";

function adviceFor(...forms: string[]): readonly string[] {
  const calls = forms.map(
    (form) =>
      `request.post({ url: 'https://www.cloudflare.com/api_json.html', form: { ${form}, ${ZONE} }, json: true }, done);`,
  );
  const text = `const request = require('request');\nfunction done(err) { if (err) console.log(err.code); }\n${calls.join('\n')}\n`;
  const options = { ...DEFAULT_MIGRATION, auth: 'token' } as const;
  return analyse([{ file: 'a.js', text }], { manifests: {}, lockFile: null }, options).advice;
}

const NEEDS = 'CLOUDFLARE_API_TOKEN needs these permissions, for the zones that the program works on:';

it.each([
  ['reads records', ["a: 'rec_load_all'"], `${NEEDS} Zone: DNS: Read; Zone: Zone: Read`],
  [
    'writes a record',
    ["a: 'rec_new', type: 'A', name: 'a', content: '192.0.2.1', ttl: 1"],
    `${NEEDS} Zone: DNS: Edit; Zone: Zone: Read`,
  ],
  [
    'reads and writes them, which is one permission',
    ["a: 'rec_load_all'", "a: 'rec_new', type: 'A', name: 'a', content: '192.0.2.1', ttl: 1"],
    `${NEEDS} Zone: DNS: Edit; Zone: Zone: Read`,
  ],
])('a program that %s', (_, forms, advice) => {
  expect(adviceFor(...forms)).toContain(advice);
});

it('asks for nothing where nothing is migrated', () => {
  expect(adviceFor("a: 'ip_lkup', ip: '192.0.2.1'").join()).not.toContain('CLOUDFLARE_API_TOKEN');
});
