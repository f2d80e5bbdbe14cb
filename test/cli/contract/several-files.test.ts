/** Facts and callers in files that hold no mark of v1 themselves. */
import { describe, expect, it } from 'vitest';
import { cfv1, ENDPOINT, findings, read, repository } from './real-run.js';

const WRAPPER = `var request = require('request');
var settings = require('./settings');

module.exports = function send(action, params, cb) {
  var form = Object.assign({ a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }, params);
  request.post(settings.url, { form: form, json: true }, function (err, res, body) {
    if (err) return cb(err);
    if (body.result !== 'success') return cb(new Error(body.msg));
    cb(null, body.response);
  });
};
`;
const FILES = {
  'package.json': '{ "name": "x", "private": true, "dependencies": { "request": "2" } }\n',
  'lib/send.js': WRAPPER,
  'lib/settings.json': `{ "url": "${ENDPOINT}" }\n`,
  'purge.js':
    "var send = require('./lib/send');\n\nsend('fpurge_ts', { z: 'example.com', v: 1 }, function (err) {\n  if (err) throw err;\n});\n",
};
const BROKEN = { 'broken.js': "var send = require('./lib/send');\nvar = 1;\n" };

it('migrates callers that hold no mark, and takes out the wrapper that nobody calls any more', async () => {
  const root = repository(FILES);
  await cfv1(root, 'migrate --write');
  expect(read(root, 'purge.js')).toContain('cloudflare.cache.purge(');
  expect(read(root, 'lib/send.js')).not.toContain('send');
  // data is not rewritten: the address is left in it
  const { found } = await findings(root, 'lint');
  expect(found.map(({ rule, file }) => `${rule} ${file}`)).toEqual(['v1-endpoint lib/settings.json']);
});

it('knows all files where the path is the root itself', async () => {
  const root = repository(FILES);
  await cfv1(root, 'migrate --write .');
  expect(read(root, 'lib/send.js')).not.toContain('send');
});

it('leaves the wrapper where not all files are looked at, or one of them cannot be', async () => {
  for (const [line, files] of [
    ['migrate --write lib purge.js', FILES],
    ['migrate --write', { ...FILES, ...BROKEN }],
  ] as const) {
    const root = repository(files);
    await cfv1(root, line);
    expect(read(root, 'purge.js'), line).toContain('cloudflare.cache.purge(');
    expect(read(root, 'lib/send.js'), line).toContain('function send');
  }
});

it('says nothing of a file without a mark that cannot be parsed', async () => {
  const { found } = await findings(repository({ ...FILES, ...BROKEN }), 'lint');
  expect(found.map(({ file }) => file)).not.toContain('broken.js');
});

it('writes no removal whose callers are not chosen', async () => {
  const root = repository(FILES);
  // lib/send.js, purge.js, package.json
  await cfv1(root, 'migrate --interactive', { tty: true, answers: ['y', 'n', 'n'] });
  expect(read(root, 'lib/send.js')).toBe(WRAPPER);
});

describe('npm cloudflare 0.0.x in several files', () => {
  const client = "var cf = require('cloudflare').createClient({ token: process.env.T, email: process.env.E });\n";
  const files = {
    'package.json': '{ "name": "x", "private": true, "dependencies": { "cloudflare": "0.0.8" } }\n',
    'purge.js': `${client}cf.clearCache('example.com');\n`,
    'score.js': `${client}cf.checkIp('192.0.2.1', console.log);\n`,
  };

  it('moves what can move, and lets the rest ask for the old version by another name', async () => {
    const root = repository(files);
    const { code, stderr } = await cfv1(root, 'migrate --write --no-todo');
    expect(code).toBe(1);
    expect(stderr).toContain('package.json asks for cloudflare-v1 as well, which score.js loads');
    expect(read(root, 'package.json')).toContain('"cloudflare": "^7", "cloudflare-v1": "npm:cloudflare@0.0.8"');
    expect(read(root, 'purge.js')).toContain('new Cloudflare({');
    expect(read(root, 'score.js')).toBe(files['score.js'].replace("'cloudflare'", "'cloudflare-v1'"));
    expect((await cfv1(root, 'migrate --no-todo')).stderr).toContain('0 would change');
  });

  it('moves nothing with --safe-only, nor where the other files are not looked at', async () => {
    for (const line of ['migrate --write --no-todo --safe-only', 'migrate --write --no-todo purge.js']) {
      const root = repository(files);
      await cfv1(root, line);
      for (const [file, text] of Object.entries(files)) expect(read(root, file), `${line} ${file}`).toBe(text);
      const { found } = await findings(root, 'lint purge.js');
      expect(found.map(({ reason }) => reason)).toContain('package-needed');
    }
  });
});
