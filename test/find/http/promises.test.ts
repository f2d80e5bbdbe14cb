import { describe } from 'vitest';
import { table, URL_TEXT } from './table.js';

const FORM = `{ a: 'stats', z: zone }`;
const FIELDS = { a: 'stats', z: '<zone>' };
const AXIOS = 'value promise<{status: 200, statusText: "OK", data: v1}>';
const FETCHED = 'ok: true, status: 200, statusText: "OK", json(): promise<v1>, text(): promise<text>';
const FETCH = `value promise<{${FETCHED}, clone(): {${FETCHED}}}>`;
const GOT = (body: string) => `value promise<{body: ${body}, statusCode: 200, statusMessage: "OK", ok: true}>`;

describe('axios', () => {
  const axios = `import axios from 'axios';`;
  table([
    [
      'a configuration',
      `${axios} axios({ method: 'post', url: '${URL_TEXT}', data: new URLSearchParams(${FORM}), timeout: 5 })`,
      { client: 'axios', method: 'POST', url: URL_TEXT, form: FIELDS, delivery: AXIOS, transport: ['timeout=5'] },
    ],
    [
      'URL and configuration',
      `${axios} axios('${URL_TEXT}', { params: ${FORM} })`,
      { method: 'GET', url: URL_TEXT, form: FIELDS },
    ],
    [
      '.request',
      `require('axios').default.request({ url: '${URL_TEXT}', params: ${FORM} })`,
      { method: 'GET', url: URL_TEXT, form: FIELDS },
    ],
    [
      '.get',
      `const { get } = require('axios'); get('${URL_TEXT}', { params: ${FORM} })`,
      { method: 'GET', form: FIELDS },
    ],
    [
      '.post of an encoded form',
      `${axios} axios.post('${URL_TEXT}', require('qs').stringify(${FORM}), { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } })`,
      { method: 'POST', form: FIELDS, delivery: AXIOS },
    ],
    [
      '.post of nothing, with parameters',
      `${axios} axios.post('${URL_TEXT}', null, { params: ${FORM} })`,
      { method: 'POST', form: FIELDS },
    ],
    ['.postForm', `${axios} axios.postForm('${URL_TEXT}', ${FORM})`, { method: 'POST', form: FIELDS }],
    ['.delete', `${axios} axios.delete('${URL_TEXT}', { data: ${FORM} })`, { method: 'DELETE', form: FIELDS }],
    [
      'an instance',
      `${axios} const api = axios.create({ baseURL: 'https://www.cloudflare.com/', params: { tkn: key }, auth: secret }); api.post('/api_json.html', 'a=x')`,
      { url: URL_TEXT, form: { tkn: '<key>', a: 'x' }, transport: ['auth=<secret>'] },
    ],
    [
      'an instance in a property',
      `${axios} class C { constructor() { this.http = axios.create({ baseURL: '${URL_TEXT}' }); } f() { return this.http.get('', { params: ${FORM} }); } }`,
      { url: URL_TEXT, form: FIELDS },
    ],
    [
      'an instance that is called',
      `${axios} axios.create({ baseURL: '${URL_TEXT}', method: 'post' })({ data: 'a=x' })`,
      { url: URL_TEXT, method: 'POST', form: { a: 'x' } },
    ],
    [
      'defaults set later',
      `${axios} axios.defaults.baseURL = 'https://www.cloudflare.com'; axios.defaults.headers.common['X-A'] = 'b'; axios.get('api_json.html')`,
      { url: URL_TEXT, transport: ['headers.X-A=b'] },
    ],
    [
      'a request interceptor may send anything',
      `${axios} const api = axios.create(); api.interceptors.request.use(f); api.post('${URL_TEXT}', ${FORM})`,
      {
        form: { ...FIELDS, '…': 'api.interceptors.request.use(f)' },
        delivery: AXIOS,
        transport: ['interceptors=<api.interceptors.request.use(f)>'],
      },
    ],
    [
      'a response interceptor gives the data',
      `${axios} axios.interceptors.response.use(({ data }) => data, (e) => Promise.reject(e)); axios.post('${URL_TEXT}', ${FORM})`,
      { form: FIELDS, delivery: 'value promise<v1>' },
    ],
    [
      'a response interceptor gives what it likes',
      `${axios} axios.interceptors.response.use((r) => check(r)); axios.post('${URL_TEXT}', ${FORM})`,
      {
        form: FIELDS,
        delivery: 'value promise<{}>',
        transport: ['interceptors=<axios.interceptors.response.use((r) => check(r))>'],
      },
    ],
    [
      'a request interceptor signs the form',
      `${axios} const qs = require('qs'); const api = axios.create({ baseURL: '${URL_TEXT}' }); api.interceptors.request.use(async (config) => { config.data = qs.stringify({ ...config.data, tkn: key }); return config; }); api.post('', { a: 'x' })`,
      { url: URL_TEXT, form: { a: 'x', tkn: '<key>' }, delivery: AXIOS },
    ],
    [
      'request interceptors run from the last to the first',
      `${axios} const api = axios.create({ params: { a: 'x' } }); api.interceptors.request.use((c) => ({ ...c, params: { ...c.params, z: 'one' } })); api.interceptors.request.use((c) => { c.params.z = 'two'; c.params.tkn = key; return c; }); api.get('${URL_TEXT}')`,
      { url: URL_TEXT, form: { a: 'x', z: 'one', tkn: '<key>' } },
    ],
    [
      'a request interceptor that gives a promise',
      `${axios} const api = axios.create(); api.interceptors.request.use((c) => Promise.resolve({ ...c, params: { tkn: key } })); api.post('${URL_TEXT}', ${FORM})`,
      { form: { ...FIELDS, tkn: '<key>' }, delivery: AXIOS },
    ],
    [
      'a request interceptor that looks at what is sent',
      `${axios} const api = axios.create(); api.interceptors.request.use((c) => { const limit = c.timeout; const label = String(limit); if (limit > 5) { label.toString(); } return c; }); api.post('${URL_TEXT}', ${FORM})`,
      { form: FIELDS, delivery: AXIOS },
    ],
    [
      'a request interceptor with an object of its own',
      `${axios} const api = axios.create(); api.interceptors.request.use((config) => { const more = new URLSearchParams(); more.append('tkn', key); const rest = config.params; rest; return { ...config, params: more }; }); api.post('${URL_TEXT}', ${FORM})`,
      { form: { ...FIELDS, tkn: '<key>' }, delivery: AXIOS },
    ],
    [
      'a request interceptor that goes two ways',
      `${axios} const api = axios.create(); api.interceptors.request.use((c) => { if (late) return c; return c; }); api.post('${URL_TEXT}', ${FORM})`,
      {
        form: { ...FIELDS, '…': 'api.interceptors.request.use((c) => { if (late) return c; return c; })' },
        transport: ['interceptors=<api.interceptors.request.use((c) => { if (late) return c; return c; })>'],
      },
    ],
    [
      'a request interceptor that may refuse',
      `${axios} const api = axios.create(); api.interceptors.request.use((c) => { if (late) { throw late; } return c; }); api.post('${URL_TEXT}', ${FORM})`,
      {
        form: { ...FIELDS, '…': 'api.interceptors.request.use((c) => { if (late) { throw late; } return c; })' },
        transport: ['interceptors=<api.interceptors.request.use((c) => { if (late) { throw late; } return c; })>'],
      },
    ],
    [
      'a request interceptor of two expressions',
      `${axios} const api = axios.create(); api.interceptors.request.use((c) => (late ? c : other)); api.post('${URL_TEXT}', ${FORM})`,
      {
        form: { ...FIELDS, '…': 'api.interceptors.request.use((c) => (late ? c : other))' },
        transport: ['interceptors=<api.interceptors.request.use((c) => (late ? c : other))>'],
      },
    ],
    [
      'a request interceptor that gives nothing',
      `${axios} const api = axios.create(); api.interceptors.request.use((c) => { return; }); api.post('${URL_TEXT}', ${FORM})`,
      {
        form: { ...FIELDS, '…': 'api.interceptors.request.use((c) => { return; })' },
        transport: ['interceptors=<api.interceptors.request.use((c) => { return; })>'],
      },
    ],
    [
      'a request interceptor that goes round',
      `${axios} const api = axios.create(); api.interceptors.request.use((c) => { for (;;) return c; }); api.post('${URL_TEXT}', ${FORM})`,
      {
        form: { ...FIELDS, '…': 'api.interceptors.request.use((c) => { for (;;) return c; })' },
        transport: ['interceptors=<api.interceptors.request.use((c) => { for (;;) return c; })>'],
      },
    ],
    [
      'a request interceptor that keeps what it sees',
      `${axios} const api = axios.create(); api.interceptors.request.use((c) => { last.config = c; return c; }); api.post('${URL_TEXT}', ${FORM})`,
      {
        form: { ...FIELDS, '…': 'api.interceptors.request.use((c) => { last.config = c; return c; })' },
        transport: ['interceptors=<api.interceptors.request.use((c) => { last.config = c; return c; })>'],
      },
    ],
    [
      'a request interceptor that empties what is kept',
      `${axios} const api = axios.create(); api.interceptors.request.use((c) => { kept.delete(c.url); return c; }); api.post('${URL_TEXT}', ${FORM})`,
      {
        form: { ...FIELDS, '…': 'api.interceptors.request.use((c) => { kept.delete(c.url); return c; })' },
        transport: ['interceptors=<api.interceptors.request.use((c) => { kept.delete(c.url); return c; })>'],
      },
    ],
    [
      'a request interceptor that adds under a condition',
      `${axios} const api = axios.create(); api.interceptors.request.use((c) => ({ ...c, params: { ...(late && { tkn: key }) } })); api.post('${URL_TEXT}', ${FORM})`,
      {
        form: {
          ...FIELDS,
          '…': 'api.interceptors.request.use((c) => ({ ...c, params: { ...(late && { tkn: key }) } }))',
        },
        transport: [
          'interceptors=<api.interceptors.request.use((c) => ({ ...c, params: { ...(late && { tkn: key }) } }))>',
        ],
      },
    ],
    [
      'a request interceptor that is a generator',
      `${axios} const api = axios.create(); api.interceptors.request.use(function* (c) { return c; }); api.post('${URL_TEXT}', ${FORM})`,
      {
        form: { ...FIELDS, '…': 'api.interceptors.request.use(function* (c) { return c; })' },
        transport: ['interceptors=<api.interceptors.request.use(function* (c) { return c; })>'],
      },
    ],
    [
      'an interceptor that is taken back for the answer',
      `${axios} axios.interceptors.response.use((r) => (r.data ? r.data : Promise.reject(new Error(r.statusText)))); axios.post('${URL_TEXT}', ${FORM})`,
      { form: FIELDS, delivery: 'value promise<v1>' },
    ],
    [
      'a request interceptor that does more may send anything',
      `${axios} const api = axios.create(); api.interceptors.request.use((c) => { count++; return c; }); api.post('${URL_TEXT}', ${FORM})`,
      {
        form: { ...FIELDS, '…': 'api.interceptors.request.use((c) => { count++; return c; })' },
        transport: ['interceptors=<api.interceptors.request.use((c) => { count++; return c; })>'],
      },
    ],
    [
      'a response interceptor rejects what v1 refused',
      `${axios} axios.interceptors.response.use((res) => { if (res.data.result !== 'success') throw new Error(res.data.msg); res.data = res.data.response; return res; }); axios.post('${URL_TEXT}', ${FORM})`,
      { delivery: 'value promise<{status: 200, statusText: "OK", data: v1.response}>' },
    ],
    [
      'retries by another package',
      `${axios} require('axios-retry')(axios, { retries: 3 }); axios.post('${URL_TEXT}', ${FORM})`,
      { transport: ["interceptors=<require('axios-retry')(axios, { retries: 3 })>"] },
    ],
    [
      'text',
      `${axios} axios.get('${URL_TEXT}', { responseType: 'text' })`,
      { delivery: 'value promise<{status: 200, statusText: "OK", data: text}>' },
    ],
    [
      'an answer that is transformed',
      `${axios} axios.get('${URL_TEXT}', { transformResponse: f })`,
      { delivery: 'value promise<{status: 200, statusText: "OK"}>' },
    ],
    [
      'a configuration that is not known',
      `${axios} axios.post('${URL_TEXT}', ${FORM}, config)`,
      { form: { ...FIELDS, '…': 'config' } },
    ],
    ['the global of a page', `axios.post('${URL_TEXT}', ${FORM})`, { form: FIELDS, browser: true }],
    ['something else of axios', `${axios} axios.all([])`, null],
    ['a shadowed name', `${axios} function f(axios) { axios.post('${URL_TEXT}', ${FORM}); }`, null],
  ]);
});

describe('fetch', () => {
  const init = `{ method: 'POST', body: new URLSearchParams(${FORM}) }`;
  table([
    [
      'the global',
      `fetch('${URL_TEXT}', ${init})`,
      {
        client: 'fetch',
        method: 'POST',
        url: URL_TEXT,
        form: FIELDS,
        delivery: FETCH,
        site: `fetch('${URL_TEXT}', ${init})`,
      },
    ],
    [
      'without options',
      `fetch('${URL_TEXT}?a=stats&z=' + zone)`,
      { method: 'GET', url: `${URL_TEXT}?a=stats&z=<zone>`, form: {} },
    ],
    [
      'chained readers are not part of it',
      `fetch('${URL_TEXT}').then((r) => r.json())`,
      { site: `fetch('${URL_TEXT}')` },
    ],
    ['of window', `window.fetch('${URL_TEXT}', ${init})`, { form: FIELDS, browser: true }],
    ['of globalThis', `globalThis.fetch('${URL_TEXT}', ${init})`, { form: FIELDS }],
    ['in a script with jQuery', `$('#x').text(''); fetch('${URL_TEXT}', ${init})`, { browser: true }],
    [
      'node-fetch',
      `const fetch = require('node-fetch'); fetch('${URL_TEXT}', ${init})`,
      { client: 'node-fetch', form: FIELDS, delivery: FETCH },
    ],
    [
      'node-fetch, imported when called',
      `const fetch = (...args) => import('node-fetch').then(({ default: fetch }) => fetch(...args)); const r = fetch('${URL_TEXT}', ${init})`,
      { client: 'node-fetch', form: FIELDS, delivery: FETCH },
    ],
    [
      'cross-fetch',
      `import { fetch as get } from 'cross-fetch'; get('${URL_TEXT}', ${init})`,
      { client: 'cross-fetch', form: FIELDS },
    ],
    [
      'isomorphic-fetch',
      `import f from 'isomorphic-fetch'; f('${URL_TEXT}', ${init})`,
      { client: 'isomorphic-fetch', form: FIELDS },
    ],
    ['undici', `require('undici').fetch('${URL_TEXT}', ${init})`, { client: 'undici', form: FIELDS, delivery: FETCH }],
    [
      'make-fetch-happen with defaults',
      `const fetch = require('make-fetch-happen').defaults({ retry: 2 }); fetch('${URL_TEXT}', ${init})`,
      { client: 'make-fetch-happen', form: FIELDS, transport: ['retry=2'] },
    ],
    ['a Request', `fetch(new Request('${URL_TEXT}', ${init}))`, { method: 'POST', url: URL_TEXT, form: FIELDS }],
    [
      'a Request kept and cloned',
      `const r = new Request('${URL_TEXT}', ${init}); fetch(r.clone())`,
      { method: 'POST', url: URL_TEXT, form: FIELDS },
    ],
    [
      'a URL object with a query',
      `const url = new URL('${URL_TEXT}'); url.search = new URLSearchParams(${FORM}).toString(); fetch(url)`,
      { url: `${URL_TEXT}?<a=stats&z=<zone>>` },
    ],
    [
      'a query that is extended',
      `const url = new URL('${URL_TEXT}?a=stats'); url.searchParams.set('z', zone); fetch(url.href)`,
      { url: `${URL_TEXT}?a=stats&<z=<zone>>` },
    ],
    [
      'a signal and headers',
      `fetch('${URL_TEXT}', { signal: s, headers: { accept: '*/*', cookie: c } })`,
      { transport: ['signal=<s>', 'headers.cookie=<c>'] },
    ],
    ['options that are not known', `fetch('${URL_TEXT}', options)`, { method: null, form: { '…': 'options' } }],
    [
      'options that are known in part',
      `fetch('${URL_TEXT}', { ...options, body: 'a=x' })`,
      { method: null, form: { a: 'x', '…': "{ ...options, body: 'a=x' }" } },
    ],
    ['a local function called fetch', `function fetch(url) {} fetch('${URL_TEXT}')`, null],
    ['a parameter called fetch', `export function f(fetch) { return fetch('${URL_TEXT}'); }`, null],
    ['another function of undici', `require('undici').setGlobalDispatcher(x)`, null],
  ]);
});

describe('undici', () => {
  const answer = 'value promise<{statusCode: 200, body: {json(): promise<v1>, text(): promise<text>, stream}}>';
  table([
    [
      'request',
      `import { request } from 'undici'; request('${URL_TEXT}', { method: 'POST', body: 'a=stats', query: { z: zone } })`,
      { client: 'undici', method: 'POST', url: URL_TEXT, form: { a: 'stats', z: '<zone>' }, delivery: answer },
    ],
    [
      'a client',
      `const { Client } = require('undici'); const c = new Client('https://www.cloudflare.com'); c.request({ path: '/api_json.html', method: 'POST', body: 'a=x' })`,
      { url: URL_TEXT, form: { a: 'x' }, delivery: answer },
    ],
    ['a local function of that name', `function request(url) {} request('${URL_TEXT}')`, null],
  ]);
});

describe('got', () => {
  const got = `import got from 'got';`;
  table([
    [
      '.post with a form and .json()',
      `${got} got.post('${URL_TEXT}', { form: ${FORM} }).json()`,
      {
        client: 'got',
        method: 'POST',
        url: URL_TEXT,
        form: FIELDS,
        delivery: 'value promise<v1>',
        site: `got.post('${URL_TEXT}', { form: ${FORM} }).json()`,
      },
    ],
    [
      '.text()',
      `${got} got('${URL_TEXT}', { searchParams: ${FORM} }).text()`,
      { method: 'GET', form: FIELDS, delivery: 'value promise<text>' },
    ],
    ['the response', `${got} got.post('${URL_TEXT}', { form: ${FORM} })`, { delivery: GOT('text') }],
    [
      'responseType json',
      `${got} got({ url: '${URL_TEXT}', method: 'POST', form: ${FORM}, responseType: 'json' })`,
      { method: 'POST', url: URL_TEXT, form: FIELDS, delivery: GOT('v1') },
    ],
    [
      'resolveBodyOnly',
      `${got} got('${URL_TEXT}', { responseType: 'json', resolveBodyOnly: true })`,
      { delivery: 'value promise<v1>' },
    ],
    [
      'form: true of old',
      `require('got')('${URL_TEXT}', { form: true, json: true, body: ${FORM}, retries: 0 })`,
      { method: 'POST', form: FIELDS, delivery: GOT('v1') },
    ],
    [
      'query of old',
      `require('got').get('${URL_TEXT}', { query: ${FORM}, json: true })`,
      { method: 'GET', form: FIELDS, delivery: GOT('v1') },
    ],
    [
      'extended twice',
      `${got} const a = got.extend({ prefixUrl: 'https://www.cloudflare.com', searchParams: { tkn: key } }); const b = a.extend({ responseType: 'json' }); b('api_json.html', { searchParams: { a: 'x' } })`,
      { url: URL_TEXT, form: { tkn: '<key>', a: 'x' }, delivery: GOT('v1') },
    ],
    [
      'hooks may send anything',
      `${got} got.extend({ hooks: h })('${URL_TEXT}', { form: ${FORM} })`,
      { form: { ...FIELDS, '…': 'h' }, transport: ['hooks=<h>'] },
    ],
    ['a stream', `${got} got.stream('${URL_TEXT}')`, null],
    ['a local function of that name', `const got = (url) => url; const r = got('${URL_TEXT}')`, null],
  ]);
});

describe('ky', () => {
  const ky = `import ky from 'ky';`;
  table([
    [
      '.post and .json()',
      `${ky} ky.post('${URL_TEXT}', { body: new URLSearchParams(${FORM}), retry: 2 }).json()`,
      {
        client: 'ky',
        method: 'POST',
        url: URL_TEXT,
        form: FIELDS,
        delivery: 'value promise<v1>',
        transport: ['retry=2'],
      },
    ],
    [
      'the response',
      `${ky} ky('${URL_TEXT}', { searchParams: ${FORM} })`,
      { method: 'GET', form: FIELDS, delivery: FETCH },
    ],
    [
      'an instance',
      `import ky from 'ky-universal'; const api = ky.create({ prefixUrl: 'https://www.cloudflare.com' }).extend({ timeout: 9 }); api.get('api_json.html', { searchParams: ${FORM} }).text()`,
      { url: URL_TEXT, form: FIELDS, delivery: 'value promise<text>', transport: ['timeout=9'] },
    ],
    ['a shadowed name', `${ky} export const f = (ky) => ky.get('${URL_TEXT}')`, null],
  ]);
});

describe('popsicle', () => {
  table([
    [
      'parsed',
      `const p = require('popsicle'); p.request({ url: '${URL_TEXT}', method: 'POST', body: ${FORM} }).use(p.plugins.parse('json'))`,
      {
        client: 'popsicle',
        method: 'POST',
        url: URL_TEXT,
        form: FIELDS,
        delivery: 'value promise<{body: v1, status: 200, statusText: "OK"}>',
      },
    ],
    [
      'as text',
      `require('popsicle').get('${URL_TEXT}?a=x')`,
      { method: 'GET', delivery: 'value promise<{body: text, status: 200, statusText: "OK"}>' },
    ],
    [
      'a plugin that is not known',
      `require('popsicle').post({ url: '${URL_TEXT}', body: ${FORM} }).use(sign)`,
      { form: { ...FIELDS, '…': 'sign' } },
    ],
  ]);
});

describe('bent', () => {
  table([
    [
      'base, method and format',
      `const post = require('bent')('https://www.cloudflare.com', 'POST', 'json', 200); post('/api_json.html', new URLSearchParams(${FORM}).toString())`,
      { client: 'bent', method: 'POST', url: URL_TEXT, form: FIELDS, delivery: 'value promise<v1>' },
    ],
    [
      'text',
      `import bent from 'bent'; bent('string')('${URL_TEXT}')`,
      { method: 'GET', url: URL_TEXT, delivery: 'value promise<text>' },
    ],
    ['making the function is no request', `require('bent')('https://www.cloudflare.com')`, null],
  ]);
});

describe('wreck', () => {
  const node = '{statusCode: 200, statusMessage: "OK", stream}';
  table([
    [
      'a promise',
      `const Wreck = require('@hapi/wreck'); Wreck.post('${URL_TEXT}', { payload: ${FORM}, json: true })`,
      {
        client: 'wreck',
        method: 'POST',
        url: URL_TEXT,
        form: FIELDS,
        delivery: `value promise<{res: ${node}, payload: v1}>`,
      },
    ],
    [
      'a callback',
      `require('wreck').defaults({ baseUrl: 'https://www.cloudflare.com' }).get('/api_json.html?a=x', {}, function (err, res, payload) {})`,
      { url: `${URL_TEXT}?a=x`, delivery: `callback function(error, ${node}, text)` },
    ],
  ]);
});
