/** Repositories to measure on, of real files: those of the packages in node_modules, v1 calls put into some of them. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGES = fileURLToPath(new URL('../../node_modules', import.meta.url));
const SCRIPT = /\.(?:[cm]?[jt]s|[jt]sx|vue|svelte)$/;
const MARK = /cloudflare|api_json|tkn|api\.html|host-gw|external-event|cfv1/i;
const LARGEST = 1_900_000;

/** As people wrote them; none is handed on to other files. */
const CALLS = [
  (n) => `
function cfPurge${n}(done) {
  require('request').post({
    url: 'https://www.cloudflare.com/api_json.html',
    form: { a: 'fpurge_ts', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: 'example.com', v: 1 }
  }, function (err, res, body) {
    if (err) return done(err);
    done(null, JSON.parse(body).result);
  });
}
`,
  (n) => `
function cfDevelop${n}(zone) {
  return fetch('https://www.cloudflare.com/api_json.html', {
    method: 'POST',
    body: new URLSearchParams({ a: 'devmode', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: zone, v: '1' }),
  }).then((r) => r.json()).then((body) => { if (body.result !== 'success') throw new Error(body.msg); });
}
`,
  (n) => `
function cfRecords${n}(zone, done) {
  var form = { a: 'rec_load_all', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: zone };
  require('request').post('https://www.cloudflare.com/api_json.html', { form: form, json: true }, function (err, res, body) {
    if (err) return done(err);
    body.response.recs.objs.forEach(function (rec) { console.log(rec.name, rec.content); });
    done();
  });
}
`,
];

/** A function around the request, which files all over the tree call. */
const wrapperText = (n) => `'use strict';
var request = require('request');

module.exports = function callCloudflare${n}(action, fields, done) {
  var form = Object.assign({ a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }, fields);
  request.post({ url: 'https://www.cloudflare.com/api_json.html', form: form, json: true }, function (err, res, body) {
    if (err) return done(err);
    if (body.result !== 'success') return done(new Error(body.msg));
    done(null, body.response);
  });
};
`;

const callerText = (n, wrapper) => `
function cfList${n}(zone) {
  require('${wrapper}')('rec_load_all', { z: zone }, function (err, response) {
    if (err) return console.error(err.message);
    response.recs.objs.forEach(function (rec) { console.log(rec.name, rec.content); });
  });
}
`;

/** Paths of files that ask v1 through `count` wrappers, in turns. */
function plantCallers(root, count, files) {
  const wrappers = Array.from({ length: count }, (_, n) => join(root, 'wrappers', `cloudflare-${n}.js`));
  mkdirSync(join(root, 'wrappers'));
  for (const [n, path] of wrappers.entries()) writeFileSync(path, wrapperText(n));
  for (const [n, [path, bytes]] of files.entries()) {
    const wrapper = relative(dirname(path), wrappers[n % count]).replaceAll('\\', '/');
    writeFileSync(path, `${bytes.toString().trimEnd()}\n${callerText(n, wrapper)}`);
  }
  return [...wrappers, ...files.map(([path]) => path)];
}

/** Paths and texts of up to `count` files that know nothing of v1; the packages are taken again if they are too few. */
function* realFiles(count) {
  const names = readdirSync(PACKAGES, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => SCRIPT.test(name) && !/^(?:\.|cloudflare|rolldown|@rolldown)/.test(name))
    .sort();
  let left = count;
  for (let copy = 0; left > 0 && copy < 99; copy++)
    for (const name of names) {
      if (left === 0) return;
      let bytes;
      try {
        bytes = readFileSync(join(PACKAGES, name));
      } catch {
        continue;
      }
      if (bytes.length > LARGEST || MARK.test(bytes.toString('latin1'))) continue;
      left--;
      yield [`copy-${copy}/${name.replaceAll('node_modules', 'deps')}`, bytes];
    }
}

/** CommonJS of a size that people write, where a call can be put at the end. */
function takesCall(name, bytes) {
  if (!/\.c?js$/.test(name) || bytes.length < 800 || bytes.length > 30_000) return false;
  const text = bytes.toString();
  return /require\(|exports\./.test(text) && !/^\s*(?:import|export) /m.test(text);
}

/**
 * Out: the paths of the files that call v1, spread evenly, `calls` in each.
 * @param wrappers their calls go through so many functions of other files
 * @param inGit whether everything is committed
 */
export function makeRealTree(root, { files, v1 = 0, calls = 1, wrappers = 0, inGit = true }) {
  const fit = [];
  for (const [name, bytes] of realFiles(files)) {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    if (v1 > 0 && takesCall(name, bytes)) fit.push([path, bytes]);
  }
  const chosen = Array.from({ length: Math.min(v1, fit.length) }, (_, n) => fit[Math.floor((n * fit.length) / v1)]);
  const planted =
    wrappers > 0
      ? plantCallers(root, wrappers, chosen)
      : chosen.map(([path, bytes], n) => {
          const added = Array.from({ length: calls }, (_, k) => CALLS[(n + k) % CALLS.length](`${n}_${k}`)).join('');
          writeFileSync(path, `${bytes.toString().trimEnd()}\n${added}`);
          return path;
        });
  if (inGit) commit(root);
  return planted;
}

export function commit(root) {
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@x', '-c', 'gc.auto=0', ...args], { cwd: root });
  git('init', '-q');
  git('add', '-Af', '.');
  git('commit', '-qm', 'x');
}
