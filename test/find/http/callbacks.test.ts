import { describe } from 'vitest';
import { table, URL_TEXT } from './table.js';

const FORM = `{ a: 'stats', z: zone }`;
const FIELDS = { a: 'stats', z: '<zone>' };
const NODE = '{statusCode: 200, statusMessage: "OK", stream}';

describe('superagent', () => {
  const agent = `var request = require('superagent');`;
  const response = '{body: v1, text: text, status: 200, statusCode: 200, ok: true, error: false}';
  const post = `request.post('${URL_TEXT}')`;
  table([
    [
      '.type.send.end',
      `${agent} ${post}.type('form').send(${FORM}).end(function (err, res) {})`,
      {
        client: 'superagent',
        method: 'POST',
        url: URL_TEXT,
        form: FIELDS,
        delivery: `callback function(error, ${response})`,
        site: `${post}.type('form').send(${FORM}).end(function (err, res) {})`,
      },
    ],
    [
      'a callback of the response alone, of old',
      `${agent} ${post}.send(${FORM}).end(function (res) {})`,
      { delivery: `callback function(${response})` },
    ],
    [
      'a query in two steps',
      `${agent} request.get('${URL_TEXT}').query({ a: 'stats' }).query('z=' + zone).end(cb)`,
      { method: 'GET', form: FIELDS, delivery: `callback cb(error, ${response})` },
    ],
    [
      'awaited',
      `${agent} async function f() { await ${post}.send('a=stats').send('z=' + zone); }`,
      { form: FIELDS, delivery: `value promise<${response}>`, site: `${post}.send('a=stats').send('z=' + zone)` },
    ],
    [
      '.then is not part of it',
      `${agent} ${post}.send(${FORM}).then(f)`,
      { site: `${post}.send(${FORM})`, delivery: `value promise<${response}>` },
    ],
    ['fields', `${agent} ${post}.field('a', 'stats').field('z', zone).end()`, { form: FIELDS, delivery: 'nothing' }],
    [
      'method and URL',
      `${agent} request('POST', '${URL_TEXT}').send(${FORM}).end(cb)`,
      { method: 'POST', url: URL_TEXT, form: FIELDS },
    ],
    [
      'data and callback as arguments',
      `${agent} request.post('${URL_TEXT}', ${FORM}, function (err, res) {})`,
      { form: FIELDS, delivery: `callback function(error, ${response})` },
    ],
    [
      'time limit, headers, error listener',
      `${agent} ${post}.timeout(5).retry(2).set('Accept', 'x').set({ 'X-A': 'b' }).on('error', bad).send(${FORM}).end(cb)`,
      {
        form: FIELDS,
        delivery: `callback cb(error, ${response}) error bad`,
        transport: ['timeout=5', 'retry=2', 'headers.X-A=b'],
      },
    ],
    [
      'an agent',
      `${agent} const session = request.agent(); session.post('${URL_TEXT}').send(${FORM}).end(cb)`,
      { form: FIELDS },
    ],
    [
      'through a variable',
      `${agent} var req = ${post}; req.type('form'); req.send(${FORM}); req.end(cb);`,
      {
        form: FIELDS,
        delivery: `callback cb(error, ${response})`,
        site: post,
        parts: ["req.type('form');", `req.send(${FORM});`, 'req.end(cb);'],
      },
    ],
    [
      'through a variable that is awaited',
      `${agent} async function f() { const req = ${post}; req.send(${FORM}); const res = await req; }`,
      {
        form: FIELDS,
        delivery: `value promise<${response}>`,
        site: 'req',
        parts: [`const req = ${post};`, `req.send(${FORM});`],
      },
    ],
    [
      'a plug-in may send anything',
      `${agent} ${post}.use(sign).send(${FORM}).end(cb)`,
      { form: { ...FIELDS, '…': 'sign' }, transport: ['use=<sign>'] },
    ],
    ['used twice', `${agent} var req = ${post}; keep(req); req.end(cb);`, { escapes: 'req' }],
    ['a shadowed name', `${agent} function f(request) { request.post('${URL_TEXT}').end(cb); }`, null],
  ]);
});

describe('unirest', () => {
  const unirest = `var unirest = require('unirest');`;
  const response = '{body: v1, raw_body: text, status: 200, code: 200, statusCode: 200, ok: true, error: error}';
  table([
    [
      'chained',
      `${unirest} unirest.post('${URL_TEXT}').headers({ Accept: 'x' }).send(${FORM}).end(function (res) {})`,
      { client: 'unirest', method: 'POST', url: URL_TEXT, form: FIELDS, delivery: `callback function(${response})` },
    ],
    [
      'generated',
      `${unirest} var req = unirest('POST', '${URL_TEXT}'); req.headers({ 'x-a': 'b' }); req.form(${FORM}); req.end(function (res) {});`,
      {
        method: 'POST',
        form: FIELDS,
        delivery: `callback function(${response})`,
        transport: ['headers.x-a=b'],
        parts: ["req.headers({ 'x-a': 'b' });", `req.form(${FORM});`, 'req.end(function (res) {});'],
      },
    ],
    [
      'all as arguments',
      `${unirest} unirest.post('${URL_TEXT}', {}, ${FORM}, function (res) {})`,
      { form: FIELDS, delivery: `callback function(${response})` },
    ],
    [
      'a promise',
      `${unirest} unirest.get('${URL_TEXT}').query(${FORM})`,
      { method: 'GET', form: FIELDS, delivery: `value promise<${response}>` },
    ],
    ['its layer below is none', `${unirest} unirest.request('${URL_TEXT}')`, null],
  ]);
});

describe('needle', () => {
  const needle = `var needle = require('needle');`;
  const response = '{body: v1, statusCode: 200, statusMessage: "OK"}';
  const called = (name: string) => `callback ${name}(error, ${response}, v1)`;
  table([
    [
      '.post',
      `${needle} needle.post('${URL_TEXT}', ${FORM}, function () {})`,
      { client: 'needle', method: 'POST', url: URL_TEXT, form: FIELDS, delivery: called('function') },
    ],
    [
      '.post with options',
      `${needle} needle.post('${URL_TEXT}', ${FORM}, { timeout: 5 }, cb)`,
      { form: FIELDS, delivery: called('cb'), transport: ['timeout=5'] },
    ],
    [
      '.get',
      `${needle} needle.get('${URL_TEXT}?a=x', cb)`,
      { method: 'GET', url: `${URL_TEXT}?a=x`, delivery: called('cb') },
    ],
    [
      '.request',
      `${needle} needle.request('post', '${URL_TEXT}', ${FORM}, {}, cb)`,
      { method: 'POST', form: FIELDS, delivery: called('cb') },
    ],
    [
      '.request with GET sends data in the query',
      `${needle} needle.request('get', '${URL_TEXT}', ${FORM}, cb)`,
      { method: 'GET', form: FIELDS },
    ],
    [
      'itself gives a promise',
      `${needle} needle('post', '${URL_TEXT}', ${FORM}, { proxy: p })`,
      { method: 'POST', form: FIELDS, delivery: `value promise<${response}>`, transport: ['proxy=<p>'] },
    ],
    ['itself with URL and data', `${needle} needle('${URL_TEXT}', ${FORM}, {})`, { method: 'POST', form: FIELDS }],
    [
      'promisified',
      `const post = require('util').promisify(require('needle').post); post('${URL_TEXT}', ${FORM})`,
      { form: FIELDS, delivery: `value promise<${response}>` },
    ],
    [
      'promisified by bluebird',
      `const needle = require('bluebird').promisifyAll(require('needle'), { multiArgs: true }); needle.postAsync('${URL_TEXT}', ${FORM})`,
      { form: FIELDS, delivery: `value promise<[${response}, v1]>` },
    ],
    [
      'not parsed',
      `${needle} needle.post('${URL_TEXT}', ${FORM}, { parse: false }, cb)`,
      { delivery: 'callback cb(error, {body: text, statusCode: 200, statusMessage: "OK"}, text)' },
    ],
    ['nobody waits', `${needle} needle.post('${URL_TEXT}', ${FORM})`, { form: FIELDS, delivery: 'nothing' }],
    [
      'a stream',
      `${needle} needle.get('${URL_TEXT}').pipe(out)`,
      { delivery: 'nothing', escapes: `needle.get('${URL_TEXT}').pipe(out)` },
    ],
    ['a local object of that name', `const needle = { post() {} }; needle.post('${URL_TEXT}', ${FORM}, cb)`, null],
  ]);
});

describe('phin', () => {
  const response = (body: string) => `{body: ${body}, statusCode: 200, statusMessage: "OK"}`;
  table([
    [
      'parsed',
      `const p = require('phin'); p({ url: '${URL_TEXT}', method: 'POST', form: ${FORM}, parse: 'json' })`,
      { client: 'phin', method: 'POST', url: URL_TEXT, form: FIELDS, delivery: `value promise<${response('v1')}>` },
    ],
    [
      'a callback',
      `require('phin')('${URL_TEXT}?a=x', function (err, res) {})`,
      { method: 'GET', url: `${URL_TEXT}?a=x`, delivery: `callback function(error, ${response('text')})` },
    ],
    [
      'promisified',
      `require('phin').promisified({ url: '${URL_TEXT}', data: ${FORM}, timeout: 5 })`,
      { form: FIELDS, delivery: `value promise<${response('text')}>`, transport: ['timeout=5'] },
    ],
    [
      'defaults',
      `const p = require('phin').defaults({ method: 'POST', parse: 'json' }); p({ url: '${URL_TEXT}', form: ${FORM} })`,
      { method: 'POST', form: FIELDS, delivery: `value promise<${response('v1')}>` },
    ],
  ]);
});

describe('Meteor', () => {
  const result = '{data: v1, content: text, statusCode: 200}';
  table([
    [
      'a callback',
      `HTTP.post('${URL_TEXT}', { params: ${FORM} }, function (err, result) {})`,
      {
        client: 'meteor',
        method: 'POST',
        url: URL_TEXT,
        form: FIELDS,
        delivery: `callback function(error, ${result})`,
      },
    ],
    [
      'synchronous',
      `import { HTTP } from 'meteor/http'; const r = HTTP.call('GET', '${URL_TEXT}', { params: ${FORM} })`,
      { method: 'GET', form: FIELDS, delivery: `value ${result}`, synchronous: true },
    ],
    [
      'of old',
      `Meteor.http.get('${URL_TEXT}?a=x', cb)`,
      { url: `${URL_TEXT}?a=x`, form: { '…': 'cb' }, delivery: `value ${result}`, synchronous: true },
    ],
    [
      'data as JSON and a query',
      `HTTP.post('${URL_TEXT}', { data: { a: 'stats' }, query: 'z=' + zone, timeout: 3 }, cb)`,
      { form: FIELDS, delivery: `callback cb(error, ${result})`, transport: ['timeout=3'] },
    ],
    ['a local object of that name', `const HTTP = { post() {} }; HTTP.post('${URL_TEXT}', {}, cb)`, null],
  ]);
});

describe('restler, spidex, reqwest', () => {
  const restler = '{statusCode: 200, raw: text, rawEncoded: text}';
  table([
    [
      'restler: complete gets errors too',
      `require('restler').post('${URL_TEXT}', { data: ${FORM} }).on('complete', done)`,
      {
        client: 'restler',
        method: 'POST',
        url: URL_TEXT,
        form: FIELDS,
        delivery: `callback done(v1, ${restler}) error done`,
        site: `require('restler').post('${URL_TEXT}', { data: ${FORM} }).on('complete', done)`,
      },
    ],
    [
      'restler: success and error',
      `require('restler').get('${URL_TEXT}', { query: ${FORM} }).on('success', good).on('error', bad)`,
      { method: 'GET', form: FIELDS, delivery: `callback good(v1, ${restler}) error bad` },
    ],
    [
      'restler: success and complete',
      `require('restler').get('${URL_TEXT}').on('success', good).on('complete', all)`,
      { delivery: `callback good(v1, ${restler})`, escapes: 'good' },
    ],
    [
      'spidex',
      `require('spidex').post('${URL_TEXT}', { data: ${FORM} }, function (html, status) {}).on('error', bad)`,
      { client: 'spidex', method: 'POST', form: FIELDS, delivery: 'callback function(text, 200) error bad' },
    ],
    [
      'reqwest: a promise',
      `require('reqwest')({ url: '${URL_TEXT}', method: 'post', type: 'json', data: ${FORM} })`,
      { client: 'reqwest', method: 'POST', url: URL_TEXT, form: FIELDS, delivery: 'value promise<v1>' },
    ],
    [
      'reqwest: success and error, in a page',
      `reqwest({ url: '${URL_TEXT}', type: 'html', data: ${FORM}, success: good, error: bad })`,
      { method: 'GET', form: FIELDS, delivery: 'callback good(text) error bad', browser: true },
    ],
  ]);
});

describe('simple-get, form-data', () => {
  table([
    [
      'concat',
      `require('simple-get').concat({ url: '${URL_TEXT}', method: 'POST', form: ${FORM}, json: true }, function (err, res, data) {})`,
      {
        client: 'simple-get',
        method: 'POST',
        url: URL_TEXT,
        form: FIELDS,
        delivery: `callback function(error, ${NODE}, v1)`,
      },
    ],
    [
      'a stream',
      `const get = require('simple-get'); get('${URL_TEXT}?a=x', cb)`,
      { method: 'GET', delivery: `callback cb(error, ${NODE})` },
    ],
    [
      'form.submit',
      `const FormData = require('form-data'); const form = new FormData(); form.append('a', 'stats'); form.append('z', zone); form.submit('${URL_TEXT}', function (err, res) {})`,
      {
        client: 'form-data',
        method: 'POST',
        url: URL_TEXT,
        form: FIELDS,
        delivery: `callback function(error, ${NODE})`,
      },
    ],
  ]);
});
