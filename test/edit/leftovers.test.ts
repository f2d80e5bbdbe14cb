/** What a migration takes along, and what it leaves: dead code, calls inside expressions, names that are taken. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_MIGRATION, type Target } from '../../src/options.js';
import { analyse } from '../../src/pipeline.js';

const URL_OF_V1 = "'https://www.cloudflare.com/api_json.html'";
const CREDENTIALS = "tkn: process.env.K, email: process.env.E, z: 'example.com'";

/** The file without the helpers below its code. */
function migrated(text: string, target: Target = 'sdk', file = 'x.js'): string {
  const { changes } = analyse([{ file, text }], { manifests: {}, lockFile: null }, { ...DEFAULT_MIGRATION, target });
  return (changes[0]?.after ?? text).split('\n\n/** ')[0] ?? '';
}

const post = (what: string) =>
  `const res = await fetch(${what}, { method: 'POST', body: new URLSearchParams({ a: 'fpurge_ts', v: '1', ${CREDENTIALS} }) });`;

describe('a call inside an expression is never lost', () => {
  const PURGE = 'cloudflare.cache.purge({ zone_id: zoneId, purge_everything: true })';
  const body = `{ method: 'POST', body: new URLSearchParams({ a: 'fpurge_ts', v: '1', ${CREDENTIALS} }) }`;

  it.each([
    ['a URL in a variable', 'const { result, msg } = await (await fetch(API)).json();'],
    ['a link behind it', 'const { result, msg } = await fetch(API).then((r) => r.json());'],
    ['two links', 'const { result, msg } = await fetch(API).then((r) => r.text()).then((text) => JSON.parse(text));'],
    ['a handler with a body', 'const { result, msg } = await fetch(API).then(function (r) { return r.json(); });'],
  ])('%s', (_name, line) => {
    const text = `const API = ${URL_OF_V1};\nexport async function purge() {\n  ${line.replace('fetch(API)', `fetch(API, ${body})`)}\n  if (result === 'error') throw new Error(msg);\n}\n`;
    const after = migrated(text, 'sdk', 'x.mjs');
    expect(after).toContain(PURGE);
    expect(after).not.toContain('fetch(');
    expect(after).not.toContain('API');
  });

  it('in an argument', () => {
    const text = `async function main() {\n  console.log((await (await fetch(API, ${body.replace('fpurge_ts', 'rec_load_all')})).json()).response.recs.objs.length);\n}\nconst API = ${URL_OF_V1};\nmodule.exports = main;\n`;
    expect(migrated(text)).toContain('console.log((await listAll(');
  });
});

describe('where the call failed', () => {
  const failing = (line: string) =>
    migrated(
      `require('request').post(${URL_OF_V1}, { json: true, form: { a: 'zone_load_multi', ${CREDENTIALS} } }, function (err, res, body) {\n  if (err) throw err;\n  ${line}\n});\n`,
    ).split('function (err)')[1] ?? '';

  it.each([
    ['var zones = (body.response && body.response.zones.objs) || [];', 'var zones = [];'],
    ["var zones = body.result === 'success' ? body.response.zones.objs : [];", 'var zones = [];'],
  ])('%s holds what the author gave it then', (line, held) => {
    const failed = failing(`${line}\n  console.log(zones.length);`);
    expect(failed).toContain(held);
    expect(failed).toContain('console.log(zones.length);');
  });

  it('no name of the answer is read', () => {
    const failed = failing('console.log(body.msg, body.response && body.response.zones.objs.length);');
    expect(failed).toContain('err.errors[0]?.message');
    expect(failed).not.toMatch(/\bzones\b/);
  });
});

describe('names', () => {
  it('a file that calls the address URL keeps the global one for the helpers', () => {
    const text = `var URL = ${URL_OF_V1};\nrequire('request').post(URL, { form: { a: 'rec_new', type: 'A', name: host, content: ip, ${CREDENTIALS} } });\nexports.link = new URL('x');\n`;
    const { changes } = analyse([{ file: 'x.js', text }], { manifests: {}, lockFile: null }, DEFAULT_MIGRATION);
    expect(changes[0]?.after).toContain('new globalThis.URL(`http://${name}`)');
  });

  it.each([
    'class Cloudflare {}',
    'function Cloudflare() {}',
    "var Cloudflare = require('./cf');",
  ])('%s is not declared twice', (line) => {
    const text = `${line}\nexports.C = Cloudflare;\nrequire('request').post(${URL_OF_V1}, { form: { a: 'fpurge_ts', v: 1, ${CREDENTIALS} } });\n`;
    expect(migrated(text)).toMatch(/^(?:var|const) \{ Cloudflare: CloudflareClient \} = require\('cloudflare'\);/m);
    expect(migrated(text)).toContain('new CloudflareClient({');
  });

  it('credentials keep the names of constants that a function sent, and a part of a constant has none', () => {
    const named = `var TOKEN = 'abc', EMAIL = 'me@example.com';\nfunction base(a) { return { a: a, tkn: TOKEN, email: EMAIL, z: 'example.com', v: 1 }; }\nrequire('request').post(${URL_OF_V1}, { form: base('fpurge_ts') });\n`;
    expect(migrated(named)).toContain('apiEmail: EMAIL, apiKey: TOKEN');
    const query = `var Q = 'https://www.cloudflare.com/api_json.html?a=fpurge_ts&v=1&z=example.com&tkn=abc&email=me@example.com';\nrequire('request').get(Q);\n`;
    expect(migrated(query)).toContain("apiEmail: 'me@example.com', apiKey: 'abc'");
  });
});

describe('dead code', () => {
  it('forms go whose calls are made for the client now', () => {
    const text = `const qs = require('querystring');\nconst config = require('config');\nconst data = qs.stringify({ a: 'fpurge_ts', v: 1, z: 'example.com', tkn: config.get('key'), email: config.get('email') });\nrequire('request').post(${URL_OF_V1}, { body: data });\n`;
    const after = migrated(text);
    expect(after).not.toContain('querystring');
    expect(after.match(/config\.get\('key'\)/g)).toHaveLength(1);
  });

  it('what a module shares stays', () => {
    const text = `var http = require('http');\nhttp.globalAgent.maxSockets = 10;\nhttp.debug = true;\nhttp.get('http://www.cloudflare.com/api_json.html?a=fpurge_ts&v=1&z=example.com&tkn=a&email=b');\n`;
    expect(migrated(text)).toContain('http.globalAgent.maxSockets = 10;\nhttp.debug = true;');
  });

  const call = (object: string) =>
    `require('request').post(${object}, { form: { a: 'fpurge_ts', v: 1, ${CREDENTIALS} } });\n`;

  it.each([
    ['const c = {\n  api: URL,\n  zone: 1,\n};\nc.zone;\n', 'c.api', 'const c = {\n  zone: 1,\n};\n'],
    ['const c = { zone: 1, api: URL };\nc.zone;\n', 'c.api', 'const c = { zone: 1 };\n'],
    ['const c = { cf: { api: URL, n: 1 } };\nconst cf = c.cf;\ncf.n;\n', 'cf.api', 'const c = { cf: { n: 1 } };\n'],
  ])('an address that nothing reads goes: %j', (before, read, after) => {
    expect(migrated(before.replace('URL', URL_OF_V1) + call(read))).toContain(after);
  });

  it.each([
    ['const c = { api: URL, zone: 1 };\nmodule.exports = c;\n', 'c.api'],
    ['const c = { api: URL, zone: 1 };\nlog(c);\n', 'c.api'],
    ['const c = { api: URL, zone: 1 };\nlog(c[name]);\n', 'c.api'],
    ['exports.c = { api: URL, zone: 1 };\n', 'exports.c.api'],
    ['const c = { api: URL, zone: 1 };\nlog(c.api);\n', 'c.api'],
    ['const c = { api: URL, zone: 1 };\nlog(c.zone);\n', `'x'`],
  ])('and stays where somebody may read it: %j', (before, read) => {
    expect(migrated(before.replace('URL', URL_OF_V1) + call(read === `'x'` ? URL_OF_V1 : read))).toContain(
      `api: ${URL_OF_V1}`,
    );
  });
});

describe('style', () => {
  it('a client of a call in a loop is one of its round', () => {
    const text = `exports.all = function (accounts) {\n  for (var i = 0; i < accounts.length; i++) {\n    require('request').post(${URL_OF_V1}, { form: { a: 'fpurge_ts', v: 1, tkn: accounts[i].key, email: accounts[i].email, z: 'example.com' } });\n  }\n};\n`;
    expect(migrated(text)).toContain('const cloudflare = new Cloudflare(');
    expect(migrated(text.replace('for (var i = 0; i < accounts.length; i++)', 'if (i)'))).toContain(
      'var cloudflare = ',
    );
  });

  it('prose declares no ES 2015', () => {
    const text = `// let it go: const by name\n${post(URL_OF_V1).replace('const res = await ', '')}\nmodule.exports = 1;\n`;
    expect(migrated(text)).toContain("var { Cloudflare } = require('cloudflare');");
  });
});
