/** Repositories to measure on, made anew in a folder: as many files as asked for, v1 in some of them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const MANIFEST = { name: 'measured', private: true, dependencies: { request: '^2.88.2' } };
const WRAPPER = `var request = require('request');
var API = 'https://www.cloudflare.com/api_json.html';

module.exports = function call(action, params, callback) {
  var form = Object.assign({ a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }, params);
  request.post({ url: API, form: form, json: true }, function (err, res, body) {
    if (err) return callback(err);
    if (body.result !== 'success') return callback(new Error(body.msg));
    callback(null, body.response);
  });
};
`;
const CALLERS = [
  "call('fpurge_ts', { z: 'example.com', v: 1 }, function (err) {\n  console.log(err ? 'failed' : 'purged');\n});\n",
  "exports.list = function (zone, done) {\n  call('rec_load_all', { z: zone }, function (err, response) {\n    if (err) return done(err);\n    done(null, response.recs.objs.map(function (rec) { return rec.name + ' ' + rec.content; }));\n  });\n};\n",
  "exports.records = function (zone, done) {\n  call('rec_load_all', { z: zone }, function (err, response) {\n    if (err) return done(err);\n    done(null, response.recs.objs);\n  });\n};\n",
  "call('sec_lvl', { z: 'example.org', v: 'high' }, function (err) {\n  if (err) throw err;\n});\n",
];

/** A file as most are: it knows nothing of v1, and takes something from the one before. */
function plain(index) {
  const before = index > 0 ? `var before = require('./plain-${index - 1}');\n` : '';
  const functions = Array.from(
    { length: 12 },
    (_, k) =>
      `exports.f${k} = function (x) {\n  if (x > ${k}) return { name: 'n' + x, value: x * ${k} };\n  return null;\n};\n`,
  );
  return `${before}${functions.join('')}`;
}

/** `callers` of the `files` call v1, through `wrappers` functions in files of their own. */
export function makeTree(root, { files, callers, wrappers }) {
  const put = (name, text) => {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  };
  put('package.json', `${JSON.stringify(MANIFEST, null, 2)}\n`);
  for (let index = 0; index < wrappers; index++) put(`lib/api-${index}.js`, WRAPPER);
  for (let index = 0; index < callers; index++) {
    const load = `var call = require('../../lib/api-${index % wrappers}');\n`;
    put(`app/part-${index % 20}/cf-${index}.js`, `${load}\n${CALLERS[index % CALLERS.length]}`);
  }
  for (let index = 0; index < files - callers - wrappers; index++) put(`src/plain-${index}.js`, plain(index));
}
