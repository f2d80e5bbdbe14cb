/** Functions around v1 requests: what is seen through, and what is left because something would be lost with them. */
import { expect, it } from 'vitest';
import { DEFAULT_MIGRATION } from '../../src/options.js';
import { analyse } from '../../src/pipeline.js';

const FORM = '{ a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: zone }';
const URL_TEXT = "'https://www.cloudflare.com/api_json.html'";

/** `waits`: the body of the request's callback; `before`: what the function does first; `params`: after the zone. */
function outcomeOf(waits: string, { before = '', params = 'cb', args = 'done', head = '' } = {}) {
  const text = `var request = require('request');
${head}
function api(action, zone, ${params}) {
  ${before}
  request.post({ url: ${URL_TEXT}, json: true, form: ${FORM} }, function (err, res, body) {
    ${waits}
  });
}
api('fpurge_ts', 'example.com', ${args.replace('done', "function (err, data) { console.log(err ? 'failed' : 'done'); }")});
`;
  const { findings } = analyse(
    [{ file: 'a.js', text }],
    { manifests: {}, lockFile: null },
    { ...DEFAULT_MIGRATION, target: 'sdk', bridge: false },
  );
  return findings.find(({ action }) => action === 'fpurge_ts')?.reason ?? 'safe';
}

const HANDED_ON =
  "if (err) return cb(err); if (body.result === 'error') return cb(new Error(body.msg)); cb(null, body);";

it.each([
  ['hands everything on', HANDED_ON, {}],
  [
    'sorts its arguments',
    HANDED_ON,
    { params: 'options, cb', before: "if (typeof options === 'function') cb = options;" },
  ],
  ['takes away from an object of its own', HANDED_ON, { before: 'var mine = { a: 1 }; delete mine.a;' }],
  ['counts for itself', HANDED_ON, { before: 'var at = 0; var now = at++; var then = (at = now);' }],
  [
    'puts an error of its own in the place of that of the request',
    "if (!err && body.result === 'error') err = new Error(body.msg); cb(err, body);",
    {},
  ],
  [
    'has a variable for the error',
    "var error = null; if (err) error = err; else if (body.result !== 'success') error = new Error(body.msg); cb(error, body);",
    {},
  ],
  [
    'sets the error twice',
    "var error = err; if (body && body.result === 'error') error = new Error(body.msg); cb(error, error ? null : body);",
    {},
  ],
  [
    'asks again what it set',
    "if (!err && body.result === 'error') err = new Error(body.msg); if (err) { cb(err); return; } cb(null, body);",
    {},
  ],
  [
    'catches what it throws',
    "try { if (err) throw err; if (body.result !== 'success') throw new Error(body.msg); } catch (e) { return cb(e); } cb(null, body);",
    {},
  ],
  ['has false for no error', "cb(err || (body.result !== 'success' && new Error(body.msg)), body);", {}],
  ['prepares in variables of its own', HANDED_ON, { before: 'var list = []; list.push(zone); var at = String(zone);' }],
])('a function that %s is seen through', (_what, waits, more) => {
  expect(outcomeOf(waits, more)).toBe('safe');
});

it.each([
  [
    'calls functions of its options',
    'if (err) return cb.failure(err); cb.success(body.response);',
    { args: '{ success: done, failure: done }' },
  ],
  [
    'calls one of its options without a return',
    'if (err) cb.failure(err); else cb.success(body.response);',
    { args: '{ success: done, failure: done }' },
  ],
  ['emits events', `this.emit('purged', body); ${HANDED_ON}`, {}],
  ['counts', HANDED_ON, { head: 'var sent = 0;', before: 'sent = sent + 1;' }],
  ['counts as it goes', HANDED_ON, { head: 'var sent = 0;', before: 'var now = sent++;' }],
  ['counts in a test', HANDED_ON, { head: 'var sent = 0;', before: 'if (sent++ > 9) return;' }],
  ['notes in passing', HANDED_ON, { head: 'var last;', before: 'var at = (last = zone);' }],
  ['takes something away', HANDED_ON, { head: 'var pending = {};', before: 'delete pending[zone];' }],
  ['takes away as it goes', HANDED_ON, { head: 'var pending = {};', before: 'var was = delete pending[zone];' }],
  [
    'sets the error once more',
    "if (!err && body.result === 'error') err = new Error(body.msg); err = err || check(); cb(err, body);",
    { head: 'function check() { return zones.shift(); }' },
  ],
  [
    'sets the error in a loop',
    'for (const one of list) err = new Error(one); cb(err, body);',
    { head: 'var list = [];' },
  ],
  ['may set the error or not', "if (Date.now() % 2) err = new Error('odd'); cb(err, body);", {}],
  [
    'sets the error in a function inside',
    "[1].forEach(function () { if (body.result === 'error') err = new Error(body.msg); }); cb(err, body);",
    {},
  ],
  ['adds to what it tells of', "var text = ''; text += body.msg; cb(text ? new Error(text) : null, body);", {}],
  ['sets what it hands on among others', 'var error = null; error = err; cb({ error: error }, body);', {}],
  ['calls back and goes on', 'if (err) { cb(err); } cb(null, body);', {}],
  ['gives back what it notes', `if (err) return cb(err); return cb(null, (last = body));`, { head: 'var last;' }],
  ['keeps the answer', `cache[zone] = body; ${HANDED_ON}`, { head: 'var cache = {};' }],
  ['gives the answer to what it was given', `cb.answer = body.result; ${HANDED_ON}`, {}],
  [
    'starts something first',
    HANDED_ON,
    { params: 'cb, log', args: 'done, console', before: 'var started = log.begin(zone);' },
  ],
  ['asks something in a test', `if (cb.isDone()) return; ${HANDED_ON}`, {}],
  ['tries again', `if (err) return api(action, zone, cb); ${HANDED_ON}`, {}],
  ['picks from the answer', 'if (err) return cb(err); cb(null, Object.keys(body.response).length);', {}],
])('a function that %s is not', (_what, waits, more) => {
  expect(outcomeOf(waits, more)).toBe('wrapper-unclear');
});
