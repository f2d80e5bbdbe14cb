/** Threads need the built program. Each of them loads it anew, so there are few files without LONG=1. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import { tempTree } from '../../workspace/temp-tree.js';
import { BAN, MINIFY, OLDER, PURGE, read, repository, UNKNOWN, WITH_KEY } from './real-run.js';

const MAIN = fileURLToPath(new URL('../../../dist/src/cli/main.js', import.meta.url));
/** Called from another file, which asks a third one. */
const WRAPPER = `module.exports = function (a, params) {
  var form = Object.assign({ a: a, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }, params);
  request.post('https://www.cloudflare.com/api_json.html', { form: form });
};
`;
const TEXTS = [PURGE, BAN, MINIFY, OLDER, UNKNOWN, WITH_KEY, 'const = cloudflare;\n'];
const LONG = Boolean(process.env.LONG);
const SOME = LONG ? 42 : TEXTS.length;
/** Keeps its package, since one call of it stays: what its files are is known after all of them were looked at. */
const HELD = {
  'old/package.json': '{ "dependencies": { "cloudflare": "0.0.8" } }\n',
  'old/a.js': "var c = require('cloudflare').createClient({ email: e, token: t });\nmodule.exports = c;\n",
  'old/b.js': PURGE,
  'send.js': `var request = require('request');\n${WRAPPER}`,
  'call.js': "require('./send')('fpurge_ts', { z: require('./zone').name, v: 1 });\n",
  'zone.js': "exports.name = 'example.com';\n",
};

function files(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`file-${i}.js`, TEXTS[i % TEXTS.length] ?? '']));
}

function run(root: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { cwd: root, encoding: 'utf8' });
  return { status, stdout, stderr };
}

it.skipIf(!LONG).each(['lint', 'ci', 'migrate'])('--jobs changes nothing in what %s finds (LONG=1)', (command) => {
  const root = repository({ ...files(SOME), ...HELD });
  const one = run(root, command, '--format', 'json', '--jobs', '1');
  expect(one.status).toBe(1);
  expect(JSON.parse(one.stdout).findings.length).toBeGreaterThan(SOME);
  expect(run(root, command, '--format', 'json', '--jobs', '3')).toEqual(one);
});

it('--jobs changes nothing in what is written', () => {
  const texts = ['1', '3'].map((jobs) => {
    const root = repository({ ...files(SOME), ...HELD });
    expect(run(root, 'migrate', '--write', '--helpers', 'lib/cf.js', '-j', jobs).status).toBe(1);
    return ['lib/cf.js', 'old/b.js', 'send.js', 'call.js', ...Object.keys(files(SOME))].map((file) => read(root, file));
  });
  expect(texts[0]).toEqual(texts[1]);
  expect(texts[0]?.[0]).toContain('function findZoneId');
});

it.skipIf(!LONG)('explain takes --jobs (LONG=1)', () => {
  const root = repository(files(4));
  const one = run(root, 'explain', 'file-0.js:3', '--jobs', '1');
  expect(one.status).toBe(0);
  expect(one.stdout).toContain('fpurge_ts');
  expect(run(root, 'explain', 'file-0.js:3', '--jobs', '2')).toEqual(one);
});

it('--jobs ends with the code of a signal, and nothing is written', async () => {
  const root = repository(files(900));
  // git is asked what this is, and tells when: the program listens to signals by then
  writeFileSync(join(root, 'new.js'), '');
  const bin = tempTree({ git: '#!/bin/sh\n: > "$0.asked"\nPATH="${PATH#*:}" exec git "$@"\n' });
  chmodSync(join(bin, 'git'), 0o755);
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}` };
  const child = spawn(process.execPath, [MAIN, 'migrate', '--write', '--jobs', '2'], {
    cwd: root,
    env,
    stdio: 'ignore',
  });
  await vi.waitUntil(() => existsSync(join(bin, 'git.asked')), { timeout: 30_000 });
  setTimeout(() => child.kill('SIGINT'), 300);
  expect(await once(child, 'close')).toEqual([130, null]);
  expect(read(root, 'file-0.js')).toBe(PURGE);
});
