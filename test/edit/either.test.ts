/** When a request for one of two actions becomes one of two v4 calls, by the condition that chooses the action. */
import { expect, it } from 'vitest';
import { DEFAULT_MIGRATION } from '../../src/options.js';
import { analyse } from '../../src/pipeline.js';

/** The text after the migration, of a function that is given whatever decides. */
function migrated(body: string, read = 'body.result'): string {
  const text = `const request = require('request');
const account = { tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: 'example.com' };
let n = 0;
function take() { return n++ > 0; }
function send(on, rec, url) {
  ${body}
  request.post({ url: 'https://www.cloudflare.com/api_json.html', form, json: true }, function (err, res, body) {
    console.log(err || ${read}, on, rec, url);
  });
}
module.exports = send;
`;
  return (
    analyse([{ file: 'a.js', text }], { manifests: {}, lockFile: null }, DEFAULT_MIGRATION).changes[0]?.after ?? ''
  );
}

const PURGES = ['on\n        ? cloudflare.cache.purge(', ': cloudflare.zones.settings.edit('];

it.each([
  ['in the form', "const form = { ...account, a: on ? 'fpurge_ts' : 'devmode', v: 1 };"],
  ['by branches', "const form = { ...account, v: 1 }; if (on) form.a = 'fpurge_ts'; else form.a = 'devmode';"],
  ['over a default', "const form = { ...account, a: 'devmode', v: 1 }; if (on) form.a = 'fpurge_ts';"],
  ['by a spread', "const form = { ...account, v: 1, ...(on ? { a: 'fpurge_ts' } : { a: 'devmode' }) };"],
  ['held in a variable', "const a = on ? 'fpurge_ts' : 'devmode'; const form = { ...account, a, v: 1 };"],
  ['set in branches', "let a; if (on) a = 'fpurge_ts'; else a = 'devmode'; const form = { ...account, a, v: 1 };"],
])('is written where the action is chosen %s', (_, body) => {
  for (const part of PURGES) expect(migrated(body)).toContain(part);
});

it.each([
  [
    'under the same condition, the other way round',
    "const form = { ...account, a: on ? 'fpurge_ts' : 'zone_file_purge' }; if (!on) form.url = url;",
  ],
  [
    'as a value by the same condition',
    "const form = { ...account, a: on ? 'fpurge_ts' : 'zone_file_purge', url: on ? '' : url };",
  ],
])('gives what is sent %s to one of the calls alone', (_, body) => {
  expect(migrated(body)).toContain(
    'on\n        ? cloudflare.cache.purge({ zone_id: zoneId, purge_everything: true })\n        : cloudflare.cache.purge({ zone_id: zoneId, files: [url] })',
  );
});

it.each([
  ['does something', "const form = { ...account, a: take() ? 'fpurge_ts' : 'devmode', v: 1 };"],
  ['is another by then', "const form = { ...account, a: on ? 'fpurge_ts' : 'devmode', v: 1 }; on = !on;"],
  [
    'is of an object that changes',
    "const form = { ...account, a: rec.on ? 'fpurge_ts' : 'devmode', v: 1 }; rec.on = true;",
  ],
  ['is not known', 'const form = { ...account, a: url, v: 1 };'],
])('goes through the bridge where the condition %s', (_, body) => {
  expect(migrated(body)).toContain('cloudflareV1(form');
});

it('goes through the bridge where the condition may change while the zone is looked up, and no line can stand before', () => {
  const text = (set: string, open = '', close = '') => `
let on = process.argv[2];
const account = { tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: 'example.com' };
const send = () => ${open}fetch('https://www.cloudflare.com/api_json.html', { method: 'POST', body: new URLSearchParams({ ...account, a: on ? 'fpurge_ts' : 'devmode', v: 1 }) })${close};
send();
${set}`;
  const after = (set: string, ...around: string[]) =>
    analyse([{ file: 'a.mjs', text: text(set, ...around) }], { manifests: {}, lockFile: null }, DEFAULT_MIGRATION)
      .changes[0]?.after;
  expect(after('')).toContain('cloudflare.cache.purge(');
  expect(after('on = !on;')).toContain('const send = () => {\n  const holds = on;\n');
  expect(after('', '(', ')')).toContain('cloudflare.cache.purge(');
  expect(after('on = !on;', '(', ')')).toContain('cloudflareV1');
});

it('goes through the bridge where the answers that are read differ', () => {
  const body = "const form = { ...account, a: on ? 'zone_settings' : 'rec_load_all' };";
  expect(migrated(body)).toContain(': listAll(');
  expect(migrated(body, 'body.response.result')).toContain('cloudflareV1(form');
});
