/** What functions around v1 requests hand on of the answer, and of errors: where their callers can be told by v4 as well. */
import { expect, it } from 'vitest';
import { reasonOf } from './wrapper.js';

interface Around {
  readonly params?: string;
  /** `#text`: the answer comes as a text */
  readonly ask?: '#ask' | '#text';
  /** what stands before the function */
  readonly head?: string;
}

/** A function that asks, and does that with what comes. */
function asks(waits: string, { params = 'cb', ask = '#ask', head = '' }: Around = {}): string {
  return `${head} function api(action, zone, ${params}) { ${ask}, function (err, res, body) { ${waits} }); }`;
}

/** The same, where the error of the connection is handed on. */
const answers = (waits: string, around?: Around) => asks(`if (err) return cb(err); ${waits}`, around);

const reads = (read: string, given = '') =>
  `api('rec_load_all', 'example.com', ${given}function (err, r) { console.log(err ? 'x' : ${read}); });`;
const purges = (waits: string) => `api('fpurge_ts', 'example.com', function (err) { ${waits} });`;
const DONE = purges("console.log('done');");

it.each([
  [answers('cb(null, body && body.response);'), reads('r.recs.objs.length')],
  [answers('cb(null, body ? body.response : null);'), reads('r.recs.objs.length')],
  [answers('cb(null, body ? body.response : {});'), reads('r.recs.objs.length')],
  [answers('cb(null, body ? body.response : zone);'), reads('r.recs.objs.length')],
  [answers('var r = body.response; cb(null, r.recs);'), reads('r.objs.length')],
  [answers('var r = null; r = body.response; cb(null, r.recs);'), reads('r.objs.length')],
  [answers('cb(null, JSON.parse(body));', { ask: '#text' }), reads('r.response.recs.objs.length')],
  [
    answers("cb(null, typeof body === 'string' ? JSON.parse(body) : body);", { ask: '#text' }),
    reads('r.response.recs.objs.length'),
  ],
  [answers('cb(null, JSON.parse(String(body)));', { ask: '#text' }), reads('r.response.recs.objs.length')],
  [answers('cb(null, JSON.parse(body.toString()));', { ask: '#text' }), reads('r.response.recs.objs.length')],
  [answers("cb(null, JSON.parse(body || '{}'));", { ask: '#text' }), reads('r.response.recs.objs.length')],
  [
    "async function api(action, zone) { const body = await #fetch; if (body.result === 'error') throw new Error(body.msg); return body.response; }",
    "api('rec_load_all', 'example.com').then(function (r) { console.log(r.recs.objs.length); }, function () { console.log('failed'); });",
  ],
  [
    "async function api(action, zone) { const body = await #fetch; if (body.result === 'error') throw new Error('own words'); return body.response; }",
    "api('rec_load_all', 'example.com').then(function (r) { console.log(r.recs.objs.length); }, function (e) { console.log(e.message); });",
  ],
  [
    "async function api(action, zone) { const body = await #fetch; if (body.result === 'error') return null; return body.response; }",
    "api('rec_load_all', 'example.com').then(function (r) { console.log(r && r.recs.objs.length); }, function (e) { console.log(e.message); });",
  ],
  [
    "async function api(action, zone) { const body = await #fetch; if (body.result === 'error') return false; return true; }",
    "api('fpurge_ts', 'example.com').then(function (r) { console.log(r ? 'ok' : 'no'); }, function (e) { console.log('failed'); });",
  ],
  [
    "async function api(action, zone) { const body = await #fetch; if (body.result === 'error') process.exit(2); return body; }",
    "api('fpurge_ts', 'example.com').then(function (r) { console.log('ok'); });",
  ],
  [
    "async function api(action, zone) { const body = await #fetch; if (body.result === 'error') { console.error(body.msg); process.exit(2); } return body; }",
    "api('fpurge_ts', 'example.com').then(function (r) { console.log('ok'); });",
  ],
  [
    asks(
      "if (err) { console.error('no way', err.message); process.exit(1); } if (body.result === 'error') { console.error(body.msg); process.exit(2); } cb(body);",
    ),
    DONE,
  ],
  [asks("if (err) { if (process.env.X) console.error('no'); process.exit(1); } cb(body);"), DONE],
  [asks('try { if (err) throw err; } catch (e) { console.error(e.message); process.exit(1); } cb(body);'), DONE],
  [
    answers(
      "if (body.result === 'error') { var f = new Error(body.msg); f.status = 502; return cb(f); } cb(null, body);",
    ),
    purges('console.log(err ? err.status : 0);'),
  ],
  [
    answers("if (body.result === 'error') return cb(new E(body.msg, body.err_code)); cb(null, body);", {
      head: 'class E extends Error { constructor(m, c) { super(m); this.code = c; } }',
    }),
    purges('console.log(err ? err.message : 0);'),
  ],
  [
    answers("if (body.result === 'error') return cb(new E(body)); cb(null, body);", {
      head: 'class E extends Error { constructor(b) { super(b.msg); this.body = b; } }',
    }),
    purges('console.log(err ? err.message : 0);'),
  ],
  [
    answers(
      "if (body.result === 'error') return cb(Object.assign(new Error(body.msg), { code: body.err_code })); cb(null, body);",
    ),
    purges('console.log(err ? err.message : 0);'),
  ],
])('safe: %s %s', (wrapper, caller) => {
  expect(reasonOf(`${wrapper} ${caller}`)).toBe('safe');
});

it.each([
  ['wrapper-unclear', answers('cb(null, zone ? body.response : null);'), reads('r.recs.objs.length')],
  ['wrapper-unclear', answers('cb(null, zone && body.response);'), reads('r.recs.objs.length')],
  ['wrapper-unclear', answers('cb(null, body.response || {});'), reads('r.recs.objs.length')],
  ['wrapper-unclear', answers('cb(null, body.response || zone);'), reads('r.recs.objs.length')],
  ['answer-leaves', answers('cb(null, body.response.recs.objs);'), reads('r.length')],
  ['wrapper-unclear', answers('cb(null, body.response.recs.objs[0]);'), reads('r.name')],
  ['wrapper-unclear', answers('cb(null, body.response.recs.objs.filter(Boolean));'), reads('r.length')],
  ['wrapper-unclear', answers('var r = body.response; r = zone; cb(null, r.recs);'), reads('r.objs.length')],
  [
    'wrapper-unclear',
    answers('cb(null, JSON.parse(body.trim()));', { ask: '#text' }),
    reads('r.response.recs.objs.length'),
  ],
  [
    'wrapper-unclear',
    "async function api(action, zone) { try { const body = await #fetch; return body.result === 'success'; } catch (e) { return false; } }",
    "api('fpurge_ts', 'example.com').then(function (r) { console.log(r ? 'ok' : 'no'); });",
  ],
  [
    'wrapper-unclear',
    "async function api(action, zone) { try { const body = await #fetch; if (body.result === 'error') throw new Error(body.msg); return true; } catch (e) { console.log('failed'); return false; } }",
    "api('fpurge_ts', 'example.com').then(function (r) { console.log(r ? 'ok' : 'no'); });",
  ],
  [
    'wrapper-unclear',
    asks("if (err) { var text = 'x'; console.error(text); process.exitCode = 1; return; } cb(body);"),
    DONE,
  ],
  [
    'moved-expression',
    asks("if (err) { if (process.env.X) zone = 1; console.error('no'); process.exit(1); } cb(body);"),
    DONE,
  ],
  ['wrapper-unclear', asks("if (err) return console.error('a'), process.exit(1); cb(body);"), DONE],
  ['wrapper-prints', asks("if (err) return console.error('a'); cb(body);"), DONE],
  [
    'safe',
    asks(
      "if (err) { const e = new Error('x'); e.code = 5; return cb(e); } if (body.result === 'error') { var f = new Error(body.msg); f.status = 502; return cb(f); } cb(null, body);",
    ),
    "api('fpurge_ts', 'example.com', #seen);",
  ],
  [
    'wrapper-unclear',
    answers(
      "if (body.result === 'error') { var f = new Error(body.msg); f.status += 502; return cb(f); } cb(null, body);",
    ),
    purges('console.log(err ? err.status : 0);'),
  ],
  [
    'wrapper-unclear',
    answers(
      "if (body.result === 'error') { var f = new Error(body.msg); if (zone) f.status = 502; return cb(f); } cb(null, body);",
    ),
    purges('console.log(err ? err.status : 0);'),
  ],
  [
    'wrapper-unclear',
    answers(
      "if (body.result === 'error') { var f = new Error(body.msg); f.answer = body; return cb(f); } cb(null, body);",
    ),
    purges('console.log(err ? err.message : 0);'),
  ],
  [
    'wrapper-unclear',
    answers(
      "if (body.result === 'error') { var f = new Error(body.msg); f.answer = body; return cb(f); } cb(null, body);",
    ),
    purges('console.log(err ? err.answer.msg : 0);'),
  ],
  [
    'error-code',
    answers("if (body.result === 'error') return cb(new E(body.msg, body.err_code)); cb(null, body);", {
      head: 'class E extends Error { constructor(m, c) { super(m); this.code = c; } }',
    }),
    purges('console.log(err ? err.code : 0);'),
  ],
  [
    'safe',
    answers("if (body.result === 'error') return cb(new E(body)); cb(null, body);", {
      head: 'class E extends Error { constructor(b) { super(b.msg); this.body = b; } }',
    }),
    purges('console.log(err ? err.body.result : 0);'),
  ],
  [
    'error-code',
    answers("if (body.result === 'error') return cb(new E(body)); cb(null, body);", {
      head: 'class E extends Error { constructor(b) { super(b.msg); this.code = b.err_code; } }',
    }),
    purges('console.log(err ? err : 0);'),
  ],
  [
    'error-code',
    answers("if (body.result === 'error') return cb(new E(body)); cb(null, body);", {
      head: 'class E extends Error { constructor(b) { super(b.response); } }',
    }),
    purges('console.log(err ? err : 0);'),
  ],
  [
    'error-code',
    answers(
      "if (body.result === 'error') return cb(Object.assign(new Error(body.msg), { code: body.err_code })); cb(null, body);",
    ),
    purges('console.log(err ? err.code : 0);'),
  ],
  [
    'wrapper-unclear',
    answers(
      "if (body.result === 'error') return cb(Object.assign(new Error(body.msg), { answer: body })); cb(null, body);",
    ),
    purges('const { answer } = err || {}; console.log(answer);'),
  ],
  [
    'wrapper-unclear',
    answers(
      "if (body.result === 'error') return cb(Object.assign(new Error(body.msg), { answer: body })); cb(null, body);",
    ),
    purges('const { message, ...more } = err || {}; console.log(more);'),
  ],
  [
    'wrapper-unclear',
    answers(
      "if (body.result === 'error') return cb(Object.assign(new Error(body.msg), { answer: body })); cb(null, body);",
    ),
    purges("console.log(err && err['answer']);"),
  ],
  [
    'wrapper-unclear',
    answers(
      "if (body.result === 'error') return cb(Object.assign(new Error(body.msg), { answer: body })); cb(null, body);",
    ),
    purges('console.log(err);'),
  ],
  [
    'wrapper-unclear',
    answers(
      "if (body.result === 'error') return cb(Object.assign(new Error(body.msg), { answer: body })); cb(null, body);",
    ),
    purges('console.log(err ? err?.answer : 1);'),
  ],
  [
    'error-code',
    answers("if (body.result === 'error') return cb(new E(body)); cb(null, body);", {
      head: 'class E extends Error { constructor(b) { super(b.msg); this.code = b.err_code; } }',
    }),
    purges('console.log(err);'),
  ],
  [
    'error-code',
    answers("if (body.result === 'error') return cb(new E(body)); cb(null, body);", {
      head: 'class E extends Error { constructor(b) { super(b.msg); this.code = b.err_code; } }',
    }),
    purges("console.log(err || 'ok');"),
  ],
  [
    'error-code',
    answers("if (body.result === 'error') return cb(new E(body)); cb(null, body);", {
      head: 'class E extends Error { constructor(b) { super(b.msg); this.body = b; } }',
    }),
    purges('console.log(err);'),
  ],
  [
    'error-code',
    answers("if (body.result === 'error') return cb(new E(body)); cb(null, body);", {
      head: 'class E extends Error { constructor(b) { super(b.msg); this.body = b; } }',
    }),
    purges("console.log(err || 'ok');"),
  ],
  [
    'error-code',
    answers("if (body.result === 'error') return cb(new E(body)); cb(null, body);", {
      head: 'class E extends Error { constructor(b) { super(b.msg); this.body = b; } }',
    }),
    purges("console.log(err ? err : 'ok');"),
  ],
  [
    'error-code',
    answers("if (body.result === 'error') return cb(new E(body)); cb(null, body);", {
      head: 'class E extends Error { constructor(b) { super(b.msg); this.body = b; } }',
    }),
    purges('console.log({ err });'),
  ],
  [
    'error-code',
    answers("if (body.result === 'error') return cb(new E(body)); cb(null, body);", {
      head: 'class E extends Error { constructor(b) { super(b.msg); this.body = b; } }',
    }),
    purges('var failure = err; console.log(failure);'),
  ],
  [
    'error-code',
    answers("if (body.result === 'error') return cb(new E(body)); cb(null, body);", {
      head: 'class E extends Error { constructor(b) { super(b.msg); this.body = b; } }',
    }),
    "function done(err) { console.log(err); } api('fpurge_ts', 'example.com', done);",
  ],
  [
    'wrapper-unclear',
    answers('var r = body.response; r = opts; cb(null, r.recs);', { params: 'opts, cb' }),
    reads('r.objs.length', '{ recs: { objs: [] } }, '),
  ],
  [
    'wrapper-unclear',
    answers('var r = body.response; r = other; cb(null, r.recs);', {
      params: 'opts, cb',
      head: 'var other = { recs: { objs: [] } };',
    }),
    reads('r.objs.length', '{ recs: { objs: [] } }, '),
  ],
  [
    'wrapper-unclear',
    answers('var r = body; r = opts; cb(null, r);', { params: 'opts, cb' }),
    reads('r.response.recs.objs.length', '{ recs: { objs: [] } }, '),
  ],
  [
    'wrapper-unclear',
    answers('body = opts; cb(null, body);', { params: 'opts, cb' }),
    reads('r.response.recs.objs.length', '{ recs: { objs: [] } }, '),
  ],
  [
    'wrapper-unclear',
    answers('if (opts) body = opts; cb(null, body);', { params: 'opts, cb' }),
    reads('r.response.recs.objs.length', '{ recs: { objs: [] } }, '),
  ],
])('%s: %s %s', (reason, wrapper, caller) => {
  expect(reasonOf(`${wrapper} ${caller}`)).toBe(reason);
});
