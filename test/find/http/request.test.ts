import { describe } from 'vitest';
import { table, URL_TEXT } from './table.js';

const FORM = `{ a: 'stats', z: zone }`;
const FIELDS = { a: 'stats', z: '<zone>' };
const response = (body: string) =>
  `{body: ${body}, statusCode: 200, statusMessage: "OK", toJSON(): {body: ${body}, statusCode: 200}, stream}`;
const called = (name: string, body = 'text') => `callback ${name}(error, ${response(body)}, ${body})`;
const request = `var request = require('request');`;

describe('request', () => {
  table([
    [
      'URL, form, callback',
      `${request} request.post('${URL_TEXT}', { form: ${FORM} }, function () {})`,
      { client: 'request', method: 'POST', url: URL_TEXT, form: FIELDS, delivery: called('function') },
    ],
    [
      'options',
      `import * as request from 'request'; request({ uri: '${URL_TEXT}', method: 'post', form: ${FORM}, json: true }, cb)`,
      { method: 'POST', form: FIELDS, delivery: called('cb', 'v1') },
    ],
    [
      'the callback as an option',
      `${request} request({ url: '${URL_TEXT}', callback: cb })`,
      { method: 'GET', delivery: called('cb') },
    ],
    [
      'a function of the console as callback',
      `${request} request('${URL_TEXT}', console.log)`,
      { delivery: called('console.log') },
    ],
    [
      'defaults with a base',
      `${request} request.defaults({ baseUrl: 'https://www.cloudflare.com/' }).post('api_json.html', { form: ${FORM} }, cb)`,
      { url: URL_TEXT, form: FIELDS },
    ],
    [
      'defaults with the URL',
      `${request} var r = request.defaults({ url: '${URL_TEXT}' }); module.exports = function (o) { r(o, cb); }`,
      { url: URL_TEXT, method: null, form: { '…': 'o' } },
    ],
    ['a URL object', `${request} request.get(new URL('${URL_TEXT}'), cb)`, { url: URL_TEXT }],
    [
      'a query of the URL',
      `${request} request.get({ url: '${URL_TEXT}', qs: ${FORM} }, cb)`,
      { method: 'GET', form: FIELDS },
    ],
    [
      'the form chained',
      `${request} request.post('${URL_TEXT}', cb).form(${FORM})`,
      { form: FIELDS, site: `request.post('${URL_TEXT}', cb).form(${FORM})` },
    ],
    [
      'the form later',
      `${request} var post = request.post('${URL_TEXT}', cb); post.form(${FORM});`,
      { form: FIELDS, site: `request.post('${URL_TEXT}', cb)`, parts: [`post.form(${FORM});`] },
    ],
    [
      'fields appended',
      `${request} var r = request.post('${URL_TEXT}', cb); var form = r.form(); form.append('a', 'stats'); form.append('z', zone);`,
      { form: FIELDS, parts: ['var form = r.form();', "form.append('a', 'stats');", "form.append('z', zone);"] },
    ],
    [
      'fields appended to a chained form',
      `${request} var form = request.post('${URL_TEXT}', cb).form(); form.append('a', 'x');`,
      { form: { a: 'x' }, parts: ["form.append('a', 'x');"] },
    ],
    [
      'chained: query, JSON, credentials, header',
      `${request} request.get('${URL_TEXT}', cb).qs(${FORM}).auth(user).setHeader('X-A', 'b')`,
      { form: FIELDS, transport: ['auth=<user>', 'headers.X-A=b'], delivery: called('cb') },
    ],
    ['chained: a body of JSON', `${request} request.post('${URL_TEXT}', cb).json(${FORM})`, { form: FIELDS }],
    ['chained: an answer of JSON', `${request} request.post('${URL_TEXT}', cb).json(true)`, { form: {} }],
    [
      'with a callback and an error listener',
      `${request} request.post('${URL_TEXT}', { form: ${FORM} }, cb).on('error', bad)`,
      { form: FIELDS, delivery: `${called('cb')} error bad` },
    ],
    [
      'with a callback and piped',
      `${request} request.post('${URL_TEXT}', { form: ${FORM} }, cb).pipe(out)`,
      { form: FIELDS, escapes: `request.post('${URL_TEXT}', { form: ${FORM} }, cb).pipe(out)` },
    ],
    [
      'a listener of a name that is not known',
      `${request} request.get('${URL_TEXT}').on(event, f)`,
      { escapes: `request.get('${URL_TEXT}').on(event, f)` },
    ],
    [
      'defaults of defaults',
      `${request} var r = request.defaults({ baseUrl: 'https://www.cloudflare.com' }).defaults({ form: ${FORM} }); r.post('/api_json.html', cb)`,
      { url: URL_TEXT, form: FIELDS },
    ],
    ['defaults of nothing', `${request} var r = request.defaults(); r.post('${URL_TEXT}', cb)`, null],
    ['no URL', `${request} request.post({ form: ${FORM} }, cb)`, null],
    ['another member', `${request} request.jar('${URL_TEXT}')`, null],
    ['nobody waits', `${request} request.post('${URL_TEXT}', { form: ${FORM} })`, { delivery: 'nothing' }],
    [
      'transport',
      `${request} request.post({ url: '${URL_TEXT}', proxy: p, strictSSL: true, headers: { 'User-Agent': 'x' } }, cb)`,
      { transport: ['proxy=<p>', 'strictSSL=true', 'headers.User-Agent=x'] },
    ],
    [
      'options that are known in part',
      `${request} request.post(Object.assign({ url: '${URL_TEXT}' }, more), cb)`,
      { form: { '…': `Object.assign({ url: '${URL_TEXT}' }, more)` } },
    ],
    [
      'an error listener',
      `${request} request.get('${URL_TEXT}').on('error', bad)`,
      { delivery: `events none(${response('text')}) error bad` },
    ],
    [
      'other events',
      `${request} request.get('${URL_TEXT}').on('data', f).on('error', bad)`,
      { delivery: `events none(${response('text')}) error bad`, escapes: `request.get('${URL_TEXT}').on('data', f)` },
    ],
    [
      'piped',
      `${request} request.get('${URL_TEXT}').on('error', bad).pipe(res)`,
      { delivery: `events none(${response('text')}) error bad piped` },
    ],
    ['kept', `${request} var r = request.get('${URL_TEXT}', cb); r.abort();`, { escapes: 'r' }],
    ['a local function of that name', `function request(o, cb) {} request('${URL_TEXT}', function () {})`, null],
    ['a parameter of that name', `module.exports = function (request) { request.post('${URL_TEXT}', cb); }`, null],
  ]);
});

describe('request that gives promises', () => {
  const promise = (shape: string) => `value promise<${shape}>`;
  table([
    [
      'request-promise',
      `const rp = require('request-promise'); rp({ uri: '${URL_TEXT}', form: ${FORM}, method: 'POST' })`,
      { client: 'request-promise', form: FIELDS, delivery: promise('text') },
    ],
    [
      'the whole response',
      `require('request-promise-native').post('${URL_TEXT}', { form: ${FORM}, resolveWithFullResponse: true, json: true })`,
      { delivery: promise(response('v1')) },
    ],
    [
      'transformed by JSON.parse',
      `const rp = require('request-promise'); rp('${URL_TEXT}', { transform: JSON.parse })`,
      { delivery: promise('v1') },
    ],
    [
      'transformed by a function around it',
      `const rp = require('request-promise'); rp('${URL_TEXT}', { transform: (body) => JSON.parse(body) })`,
      { delivery: promise('v1') },
    ],
    [
      'transformed by a function with a body',
      `const rp = require('request-promise'); rp('${URL_TEXT}', { transform: function (body) { return JSON.parse(body); } })`,
      { delivery: promise('v1') },
    ],
    [
      'transformed by something else',
      `const rp = require('request-promise'); rp('${URL_TEXT}', { transform: f })`,
      { delivery: promise('{}') },
    ],
    [
      'promisified',
      `const send = require('util').promisify(require('request').post); send({ url: '${URL_TEXT}', form: ${FORM} })`,
      { form: FIELDS, delivery: promise(response('text')) },
    ],
    [
      'promisified by bluebird',
      `const r = require('bluebird').promisifyAll(require('request')); r.getAsync('${URL_TEXT}')`,
      { delivery: promise(`{0: ${response('text')}, 1: text, ${response('text').slice(1)}`) },
    ],
    [
      'promisified, several arguments',
      `const r = require('bluebird').promisify(require('request'), { multiArgs: true }); r('${URL_TEXT}')`,
      { delivery: promise(`[${response('text')}, text]`) },
    ],
  ]);
});
