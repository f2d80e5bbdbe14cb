/** The bridge through the command line: the module, who uses it, what lint says of it, and how to do without. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cfv1, ENDPOINT, findings, OLDER, program, read, repository, UNKNOWN } from './real-run.js';

/** A function of the author's, for callers that are not seen. */
const WRAPPER = `var request = require('request');

module.exports = function api(action, params, cb) {
  var form = Object.assign({ a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }, params);
  request.post({ url: '${ENDPOINT}', form: form, json: true }, cb);
};
`;
const ESM = `import fetch from 'node-fetch';

export const call = (form) =>
  fetch('${ENDPOINT}', { method: 'POST', body: new URLSearchParams(form) }).then((res) => res.json());
`;
/** One action, and a field of its answer that is known when the program runs. */
const printed = (form: string) =>
  program(form, 'function (err, res, body) {\n  console.log(err || JSON.parse(body)[process.argv[2]]);\n}');
const PRINTED = printed("a: 'fpurge_ts', z: 'example.com', v: 1");
/** Who calls it and reads the answer, as v1 gave it. */
const READER = `var api = require('./lib/api');

api(process.argv[2], { z: 'example.com' }, function (err, res, body) {
  body.response.recs.objs.forEach(function (rec) {
    console.log(rec.rec_id, rec.service_mode, rec[process.argv[3]]);
  });
});
`;
const MANIFEST = '{ "name": "tools", "private": true }\n';

const mentions = (text: string) => text.match(/case '\w+':/g)?.length ?? 0;

it('is a module in the deepest folder that its users share, one for each package.json', async () => {
  const root = repository({
    'package.json': MANIFEST,
    'src/lib/a.js': WRAPPER,
    'src/b.js': UNKNOWN,
    'packages/web/package.json': '{ "name": "web", "type": "module" }\n',
    'packages/web/api/call.js': ESM,
  });
  expect((await cfv1(root, 'migrate --write')).code).toBe(0);
  expect(read(root, 'src/lib/a.js')).toContain("require('../cloudflare-v1-bridge')");
  expect(read(root, 'src/b.js')).toContain("require('./cloudflare-v1-bridge')");
  expect(read(root, 'src/cloudflare-v1-bridge.js')).toContain('exports.cloudflareV1 = cloudflareV1;');
  expect(read(root, 'packages/web/api/call.js')).toContain("from './cloudflare-v1-bridge.js'");
  expect(read(root, 'packages/web/api/cloudflare-v1-bridge.js')).toContain('export function cloudflareV1(');
  expect(JSON.parse(read(root, 'package.json'))).toMatchObject({ dependencies: { cloudflare: '^7' } });
});

it('has the extension that its module system needs', async () => {
  const root = repository({
    'package.json': '{ "type": "module" }\n',
    'a.cjs': WRAPPER,
    'web/package.json': '{ "name": "web" }\n',
    'web/b.mjs': ESM,
    'typed/package.json': '{ "name": "typed" }\n',
    'typed/c.ts': ESM.replace('(form)', '(form: Record<string, string>)'),
  });
  expect((await cfv1(root, 'migrate --write')).code).toBe(0);
  expect(existsSync(join(root, 'cloudflare-v1-bridge.cjs'))).toBe(true);
  expect(existsSync(join(root, 'web/cloudflare-v1-bridge.mjs'))).toBe(true);
  expect(read(root, 'typed/cloudflare-v1-bridge.ts')).toContain('cloudflareV1<Answer = any>(');
});

it('lies below the code where the file alone needs little of it', async () => {
  const root = repository({ 'a.js': printed("a: 'ban', key: '192.0.2.1'") });
  await cfv1(root, 'migrate --write --target fetch');
  const text = read(root, 'a.js');
  expect(mentions(text)).toBe(1);
  expect(text).toContain("case 'ban':");
  expect(existsSync(join(root, 'cloudflare-v1-bridge.js'))).toBe(false);
  const { code, found } = await findings(root, 'lint');
  expect(code).toBe(0);
  expect(found.map(({ rule }) => rule)).toEqual(['v1-bridge']);
});

it('is named by lint until it is gone, and nothing else is', async () => {
  const root = repository({ 'package.json': MANIFEST, 'lib/api.js': WRAPPER, 'main.js': READER });
  await cfv1(root, 'migrate --write');
  const { code, found } = await findings(root, 'lint');
  expect(code).toBe(0);
  expect(found.map(({ rule, severity, file }) => `${file} ${rule} ${severity}`)).toEqual([
    'lib/api.js v1-bridge warning',
    'lib/api.js todo warning',
  ]);
  expect((await cfv1(root, 'migrate')).code).toBe(0);
});

it('is given the actions that are missing, and keeps those that it has', async () => {
  const small = printed("a: 'zone_settings', z: 'example.com'");
  const root = repository({ 'package.json': MANIFEST, 'a.js': small });
  await cfv1(root, 'migrate --write');
  const before = read(root, 'cloudflare-v1-bridge.js');
  expect(mentions(before)).toBe(1);
  await cfv1(root, 'lint');
  const second = repository({ 'package.json': MANIFEST, 'cloudflare-v1-bridge.js': before, 'lib/b.js': PRINTED });
  await cfv1(second, 'migrate --write');
  const after = read(second, 'cloudflare-v1-bridge.js');
  expect(mentions(after)).toBe(2);
  expect(after).toContain("case 'zone_settings':");
  expect(read(second, 'lib/b.js')).toContain("require('../cloudflare-v1-bridge')");
});

it('is not written with --no-bridge, --safe-only and lint --fix', async () => {
  for (const line of ['migrate --write --no-bridge', 'migrate --write --safe-only', 'lint --fix']) {
    const root = repository({ 'package.json': MANIFEST, 'a.js': UNKNOWN, 'b.js': OLDER });
    expect((await cfv1(root, `${line}${line.startsWith('lint') ? '' : ' --no-todo'}`)).code).toBe(1);
    expect(read(root, 'a.js')).toBe(UNKNOWN);
    expect(existsSync(join(root, 'cloudflare-v1-bridge.js'))).toBe(false);
  }
});

it('is written with the calls that go through it, or not at all', async () => {
  const root = repository({ 'package.json': MANIFEST, 'a.js': WRAPPER });
  const { stdout } = await cfv1(root, 'migrate --diff');
  expect(stdout).toContain('+++ b/cloudflare-v1-bridge.js');
  expect(existsSync(join(root, 'cloudflare-v1-bridge.js'))).toBe(false);
  await cfv1(root, 'migrate --write --action rec_new');
  expect(read(root, 'a.js')).toBe(WRAPPER);
  expect(existsSync(join(root, 'cloudflare-v1-bridge.js'))).toBe(false);
});

it('is found where it is, though only another file is asked for', async () => {
  const root = repository({ 'package.json': MANIFEST, 'src/a.js': PRINTED, 'src/lib/b.js': WRAPPER });
  await cfv1(root, 'migrate --write src/lib');
  const before = read(root, 'src/lib/cloudflare-v1-bridge.js');
  await cfv1(root, 'migrate --write --allow-dirty src/lib/b.js src/a.js');
  expect(read(root, 'src/a.js')).toContain("require('./lib/cloudflare-v1-bridge')");
  expect(read(root, 'src/lib/cloudflare-v1-bridge.js')).toBe(before);
  expect(existsSync(join(root, 'src/cloudflare-v1-bridge.js'))).toBe(false);
});

it('takes the token of the environment with --auth token, and tells what it must be allowed', async () => {
  const root = repository({ 'package.json': MANIFEST, 'a.js': WRAPPER });
  const { stderr } = await cfv1(root, 'migrate --write --auth token');
  expect(stderr).toMatch(/CLOUDFLARE_API_TOKEN needs .*Zone: Cache Purge: Purge; .*Zone: DNS: Edit/);
  const bridge = read(root, 'cloudflare-v1-bridge.js');
  expect(bridge).toContain('apiToken: process.env.CLOUDFLARE_API_TOKEN, apiEmail: null, apiKey: null');
  expect(bridge).toContain("throw refusal('ban needs the Global API Key in v4');");
});

it('is explained', async () => {
  const root = repository({ 'package.json': MANIFEST, 'a.js': WRAPPER });
  expect((await cfv1(root, 'explain bridge')).stdout).toContain('goes to v4 through the bridge');
  const place = await cfv1(root, ['explain', 'a.js:5']);
  expect(place.stdout).toContain('the action is not known until the program runs');
});
