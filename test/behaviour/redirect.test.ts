/** Every way to reach Cloudflare leads to the local servers; every other host ends the program. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Account } from './account.js';
import type { LocalServer } from './local-server.js';
import { runNode } from './run-program.js';
import { startV1 } from './v1-server.js';
import { startV4, type V4Server } from './v4-server.js';

const V1 = 'https://www.cloudflare.com/api_json.html';
const V4 = 'https://api.cloudflare.com/client/v4/zones';
const PACKAGES = ['axios', 'got', 'needle', 'node-fetch', 'phin', 'request', 'superagent', 'undici', 'unirest'];

let dir: string;
let v1: LocalServer;
let v4: V4Server;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'a redirect '));
  mkdirSync(join(dir, 'node_modules'));
  for (const name of PACKAGES) {
    const from = fileURLToPath(new URL(`../../node_modules/${name}`, import.meta.url));
    symlinkSync(from, join(dir, 'node_modules', name), 'dir');
  }
  const account = new Account();
  [v1, v4] = await Promise.all([startV1(account), startV4(account)]);
});

afterAll(async () => {
  await Promise.all([v1.close(), v4.close()]);
  rmSync(dir, { recursive: true, force: true });
});

function run(file: string, source: string) {
  writeFileSync(join(dir, file), source);
  return runNode(join(dir, file), [], { CFV1_V1_PORT: String(v1.port), CFV1_V4_PORT: String(v4.port) });
}

/** `ADDRESS` stands for the address. */
const CLIENTS: readonly [name: string, source: string][] = [
  ['https.get', "require('https').get(ADDRESS, (res) => res.pipe(process.stdout))"],
  [
    'https.request, URL object and options',
    "require('https').request(new URL(ADDRESS), { method: 'POST' }, (res) => res.pipe(process.stdout)).end()",
  ],
  [
    'https.request, options',
    "const u = new URL(ADDRESS); require('https').request({ host: u.host + ':443', path: u.pathname, port: 443, agent: new (require('https').Agent)() }, (res) => res.pipe(process.stdout)).end()",
  ],
  ['http.get', "require('http').get(ADDRESS.replace('https', 'http'), (res) => res.pipe(process.stdout))"],
  ['request', "require('request')(ADDRESS).pipe(process.stdout)"],
  ['axios', "require('axios').get(ADDRESS, { validateStatus: null }).then((r) => console.log(JSON.stringify(r.data)))"],
  ['got', "require('got')(ADDRESS, { throwHttpErrors: false }).text().then(console.log)"],
  ['needle', "require('needle').get(ADDRESS, (err, res) => console.log(JSON.stringify(res.body)))"],
  ['node-fetch', "require('node-fetch')(ADDRESS).then((r) => r.text()).then(console.log)"],
  ['phin', "require('phin')(ADDRESS).then((r) => console.log(String(r.body)))"],
  ['superagent', "require('superagent').get(ADDRESS).ok(() => true).then((r) => console.log(r.text))"],
  ['unirest', "require('unirest').get(ADDRESS).end((r) => console.log(JSON.stringify(r.body)))"],
  ['global fetch', 'fetch(ADDRESS).then((r) => r.text()).then(console.log)'],
  [
    'global fetch, Request',
    "fetch(new Request(ADDRESS, { method: 'POST', body: 'a=b' })).then((r) => r.text()).then(console.log)",
  ],
  ['undici fetch', "require('undici').fetch(ADDRESS).then((r) => r.text()).then(console.log)"],
  ['undici request', "require('undici').request(ADDRESS).then((r) => r.body.text()).then(console.log)"],
  [
    'undici, own agent',
    "const { request, Agent } = require('undici'); request(ADDRESS, { dispatcher: new Agent() }).then((r) => r.body.text()).then(console.log)",
  ],
];

it.each(CLIENTS)('leads %s to the local servers', async (_name, source) => {
  const toV1 = await run('to-v1.js', source.replaceAll('ADDRESS', `'${V1}'`));
  expect(toV1.stdout, toV1.stderr).toContain('Unknown token or email');
  const toV4 = await run('to-v4.js', source.replaceAll('ADDRESS', `'${V4}'`));
  expect(toV4.stdout, toV4.stderr).toContain('X-Auth-Email or X-Auth-Key is missing');
});

it.each([
  ['named import of node:https', "import { get } from 'node:https'; get(ADDRESS, (res) => res.pipe(process.stdout));"],
  ['named import of undici', "import { fetch } from 'undici'; console.log(await (await fetch(ADDRESS)).text());"],
])('leads an ES module to the local servers: %s', async (_name, source) => {
  const ran = await run('module.mjs', source.replaceAll('ADDRESS', `'${V1}'`));
  expect(ran.stdout, ran.stderr).toContain('Unknown token or email');
});

it.each(CLIENTS)('refuses another host: %s', async (_name, source) => {
  const ran = await run('other.js', source.replaceAll('ADDRESS', "'https://api.example.net/x'"));
  expect(ran.exit, ran.stderr).toBe(97);
  expect(ran.stderr).toMatch(/connection to api\.example\.net(:443)? refused/);
});

it('refuses a plain socket', async () => {
  const ran = await run('socket.js', "require('net').connect(443, 'www.cloudflare.com');");
  expect(ran.exit).toBe(97);
});
