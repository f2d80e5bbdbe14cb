/** Functions around v1 requests in whole: how they wait, hand on and settle, and which of them are seen through. */
import { expect, it } from 'vitest';
import { reasonOf } from './wrapper.js';

const SETTLES = (resolve: string, reject: string) =>
  `#ask, function (err, res, body) { if (err) ${reject}(err); else if (body.result === 'error') ${reject}(new Error(body.msg)); else ${resolve}(body); });`;
const EMITS = `const EventEmitter = require('events'); function api(action, zone) { const e = new EventEmitter(); #ask, function (err, res, body) { if (err) return e.emit('failed', err); if (body.result === 'error') return e.emit('failed', new Error(body.msg)); e.emit('done', body); }); return e; } `;
const DONE = "function () { console.log('done'); }";
const FAILED = "function () { console.log('failed'); }";
const PURGE =
  "api('fpurge_ts', 'example.com').then(function () { console.log('done'); }, function () { console.log('failed'); });";
const PURGE_CB = "api('fpurge_ts', 'example.com', #seen);";

const deferred = (head: string, made: string, promise = 'd.promise', [resolve, reject] = ['d.resolve', 'd.reject']) =>
  `${head} function api(action, zone) { ${made}; ${SETTLES(resolve!, reject!)} return ${promise}; } ${PURGE}`;
const withOption = (code: string, given: string) =>
  `function api(action, zone, opts, cb) { #ask, function (err, res, body) { ${code} }); } api('fpurge_ts', 'example.com', ${given}, #seen);`;
const FIRST = "if (typeof opts === 'function') return opts(err, body); cb(err, body);";

it.each([
  ['q', deferred("const q = require('q');", 'var d = q.defer()')],
  ['bluebird', deferred("const q = require('bluebird');", 'var d = q.defer()')],
  ['when', deferred("const q = require('when');", 'var d = q.defer()')],
  ['rsvp', deferred("const q = require('rsvp');", 'var d = q.defer()')],
  ['p-defer', deferred("const pDefer = require('p-defer');", 'var d = pDefer()')],
  ['pinkie-defer', deferred("const q = require('pinkie-defer');", 'var d = q.defer()')],
  ['Promise.defer', deferred('', 'var d = Promise.defer()')],
  ['Promise.withResolvers', deferred('', 'var d = Promise.withResolvers()')],
  ['fulfill', deferred("const q = require('q');", 'var d = q.defer()', 'd.promise', ['d.fulfill', 'd.reject'])],
  [
    'withResolvers taken apart',
    deferred('', 'const { promise, resolve, reject } = Promise.withResolvers()', 'promise', ['resolve', 'reject']),
  ],
  [
    'withResolvers in another order',
    deferred('', 'const { resolve, reject, promise } = Promise.withResolvers()', 'promise', ['resolve', 'reject']),
  ],
  [
    'withResolvers renamed',
    deferred('', 'const { promise: p, resolve: yes, reject: no } = Promise.withResolvers()', 'p', ['yes', 'no']),
  ],
  [
    'handed out',
    deferred('', 'let yes, no; const p = new Promise((a, b) => { yes = a; no = b; })', 'p', ['yes', 'no']),
  ],
  [
    'own function',
    deferred(
      'function defer() { const d = {}; d.promise = new Promise((a, b) => { d.resolve = a; d.reject = b; }); return d; }',
      'const d = defer()',
    ),
  ],
  [
    'bluebird promise handed out',
    deferred("const B = require('bluebird');", 'let yes, no; const p = new B((a, b) => { yes = a; no = b; })', 'p', [
      'yes',
      'no',
    ]),
  ],
  [
    'executor',
    `function api(action, zone) { return new Promise(function (resolve, reject) { ${SETTLES('resolve', 'reject')} }); } ${PURGE}`,
  ],
  [
    'executor of bluebird',
    `const B = require('bluebird'); function api(action, zone) { return new B(function (resolve, reject) { ${SETTLES('resolve', 'reject')} }); } ${PURGE}`,
  ],
  [
    'fetch',
    `function api(action, zone) { return #fetch.then((body) => { if (body.result === 'error') throw new Error(body.msg); return body; }); } ${PURGE}`,
  ],
  [
    'fetch, rejected',
    `function api(action, zone) { return #fetch.then((body) => body.result === 'error' ? Promise.reject(new Error(body.msg)) : body); } ${PURGE}`,
  ],
  [
    'fetch to callback',
    `function api(action, zone, cb) { #fetch.then((body) => { if (body.result === 'error') cb(new Error(body.msg)); else cb(null, body); }, cb); } ${PURGE_CB}`,
  ],
  [
    'fetch to callback, catch',
    `function api(action, zone, cb) { #fetch.then((body) => { if (body.result === 'error') throw new Error(body.msg); return body; }).then((body) => cb(null, body), (err) => cb(err)); } ${PURGE_CB}`,
  ],
  [
    'typeof of the answer',
    `function api(action, zone, cb) { #ask, function (err, res, body) { if (err) return cb(err); if (typeof body) { if (body.result === 'error') return cb(new Error(body.msg)); cb(null, body); } }); } ${PURGE_CB}`,
  ],
  [
    'callback asked',
    `function api(action, zone, cb) { #ask, function (err, res, body) { if (typeof cb === 'function') cb(err, body); }); } ${PURGE_CB}`,
  ],
  [
    'callback asked not',
    `function api(action, zone, cb) { #ask, function (err, res, body) { if (typeof cb !== 'function') return; cb(err, body); }); } ${PURGE_CB}`,
  ],
  [
    'callback or nothing',
    `function api(action, zone, cb) { #ask, function (err, res, body) { if (!cb) return; cb(err, body); }); } ${PURGE_CB}`,
  ],
  [
    'callback by and',
    `function api(action, zone, cb) { #ask, function (err, res, body) { cb && cb(err, body); }); } ${PURGE_CB}`,
  ],
  [
    'by call',
    `function api(action, zone, cb) { #ask, function (err, res, body) { cb.call(null, err, body); }); } ${PURGE_CB}`,
  ],
  [
    'by condition',
    `function api(action, zone, cb) { #ask, function (err, res, body) { err ? cb(err) : cb(null, body); }); } ${PURGE_CB}`,
  ],
  ['options tested', withOption('if (opts) cb(err, body);', '{}')],
  ['list tested', withOption('if (opts) cb(err, body);', '[1]')],
  ['function tested', withOption('if (opts) cb(err, body);', 'function () {}')],
  ['text tested', withOption('if (opts) cb(err, body);', "'x'")],
  ['not what is asked', withOption('if (!opts) cb(err, body);', "''")],
  ['emitter', `${EMITS}api('fpurge_ts', 'example.com').on('done', ${DONE}).on('failed', ${FAILED});`],
  [
    'emitter.EventEmitter',
    `const { EventEmitter } = require('events'); function api(action, zone) { const e = new EventEmitter(); #ask, function (err, res, body) { if (err) return e.emit('failed', err); if (body.result === 'error') return e.emit('failed', new Error(body.msg)); e.emit('done', body); }); return e; } var e = api('fpurge_ts', 'example.com'); e.once('done', function () { console.log('done'); }); e.addListener('failed', function () { console.log('failed'); });`,
  ],
  [
    'emitter3',
    `const EventEmitter = require('eventemitter3'); function api(action, zone) { const e = new EventEmitter(); #ask, function (err, res, body) { if (err) return e.emit('failed', err); if (body.result === 'error') return e.emit('failed', new Error(body.msg)); e.emit('done', body); }); return e; } api('fpurge_ts', 'example.com').on('done', function () { console.log('done'); }).on('failed', function () { console.log('failed'); });`,
  ],
  ['a function, asked whether it is one', withOption(FIRST, "function () { console.log('first'); }")],
  ['nothing, asked', withOption('if (opts) return; cb(err, body);', 'undefined')],
])('%s: seen through', (_what, code) => {
  expect(reasonOf(code)).toBe('safe');
});

it.each([
  ['undecided', withOption('if (opts) cb(err, body);', 'process.env.X')],
  [
    'emitter twice',
    `${EMITS}api('fpurge_ts', 'example.com').on('done', ${DONE}).on('done', function () { console.log('2'); }).on('failed', ${FAILED});`,
  ],
  ['emitter more', `${EMITS}api('fpurge_ts', 'example.com').on('done', ${DONE}, 1).on('failed', ${FAILED});`],
  [
    'emitter event unknown',
    `${EMITS}api('fpurge_ts', 'example.com').on(process.env.X, ${DONE}).on('failed', ${FAILED});`,
  ],
  [
    'emitter with two variables',
    `${EMITS}var x = 1, e = api('fpurge_ts', 'example.com'); e.once('done', function () { console.log('done', x); }); e.addListener('failed', ${FAILED});`,
  ],
  [
    'emitter used otherwise',
    `${EMITS}var e = api('fpurge_ts', 'example.com'); e.once('done', ${DONE}); e.removeAllListeners('failed');`,
  ],
  [
    'emitter spread',
    `const EventEmitter = require('events'); function api(action, zone) { const e = new EventEmitter(); #ask, function (err, res, body) { if (err) return e.emit('failed', err); e.emit('done', ...[body]); }); return e; } api('fpurge_ts', 'example.com').on('done', function () { console.log('done'); }).on('failed', function () { console.log('failed'); });`,
  ],
  ['deferred set again', deferred("const q = require('q');", 'var d = q.defer(); if (zone) d = q.defer()')],
  ['deferred of another', deferred("const q = require('other');", 'var d = q.defer()')],
  ['deferred, other', deferred("const q = require('q');", 'var d = q.other()')],
  [
    'deferred, another promise back',
    deferred("const q = require('q');", 'var d = q.defer(), o = q.defer()', 'o.promise'),
  ],
  ['deferred, something else back', deferred("const q = require('q');", 'var d = q.defer()', 'd.other')],
  [
    'deferred, two backs',
    deferred("const q = require('q');", 'var d = q.defer(); if (zone === process.env.X) return null'),
  ],
  [
    'handed out twice',
    deferred(
      '',
      'let yes, no; const p = new Promise((a, b) => { yes = a; no = b; }); if (zone === process.env.X) yes = no',
      'p',
      ['yes', 'no'],
    ),
  ],
  [
    'handed out of something else',
    deferred("const P = require('other');", 'let yes, no; const p = new P((a, b) => { yes = a; no = b; })', 'p', [
      'yes',
      'no',
    ]),
  ],
  [
    'handed out third',
    deferred('', 'let yes, no; const p = new Promise((a, b, c) => { yes = c; no = b; })', 'p', ['yes', 'no']),
  ],
  [
    'resolvers swapped',
    deferred('', 'const { promise, resolve: no, reject: yes } = Promise.withResolvers()', 'promise', ['yes', 'no']),
  ],
  [
    'resolvers without promise',
    deferred('', 'const { resolve, reject } = Promise.withResolvers()', 'null', ['resolve', 'reject']),
  ],
  [
    'fetch cb not last',
    `function api(action, zone, cb) { #fetch.then((body) => cb(null, body), cb).then(function () { console.log('after'); }); } ${PURGE_CB}`,
  ],
  [
    'fetch cb direct not last',
    `function api(action, zone, cb) { #fetch.then(cb).then(function () { console.log('after'); }); } api('fpurge_ts', 'example.com', function () { console.log('done'); });`,
  ],
  [
    'fetch finally',
    `function api(action, zone, cb) { #fetch.then((body) => cb(null, body), cb).finally(function () { console.log('after'); }); } ${PURGE_CB}`,
  ],
  ['an object, asked whether it is a function', withOption(FIRST, '{}')],
  ['left where the caller says so', withOption('if (opts) return; cb(err, body);', 'process.env.X')],
  ['said by the caller in the middle of a test', withOption('if (!opts && cb) cb(err, body);', 'process.env.X')],
  ['chosen by the caller', withOption('opts ? cb(err, body) : console.log(body.result);', 'process.env.X')],
])('%s: not seen through', (_what, code) => {
  expect(reasonOf(code)).toBe('wrapper-unclear');
});
