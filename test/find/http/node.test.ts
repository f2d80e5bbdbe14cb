import { describe } from 'vitest';
import { table, URL_TEXT } from './table.js';

const RESPONSE = '{statusCode: 200, statusMessage: "OK", stream}';
const OPTIONS = `{ host: 'www.cloudflare.com', path: '/api_json.html', method: 'POST' }`;
const BODY = `const body = require('querystring').stringify({ a: 'fpurge_ts', z: zone });`;

describe('where the request goes', () => {
  table([
    [
      'a URL with its query',
      `require('https').get('${URL_TEXT}?a=stats&z=' + z, cb)`,
      { client: 'https', method: 'GET', url: `${URL_TEXT}?a=stats&z=<z>`, delivery: `events cb(${RESPONSE})` },
    ],
    [
      'host and path',
      `import https from 'node:https'; https.get({ hostname: 'www.cloudflare.com', path: '/api_json.html?a=x' }, cb)`,
      { url: `${URL_TEXT}?a=x`, method: 'GET' },
    ],
    [
      'hostname wins over host, port 443 is silent',
      `require('https').get({ host: 'a', hostname: 'www.cloudflare.com', port: 443, path: '/api_json.html' }, cb)`,
      { url: URL_TEXT },
    ],
    [
      'another port and the scheme of http',
      `require('http').get({ host: 'localhost', port: 8080, path: '/api_json.html' }, cb)`,
      { client: 'http', url: 'http://localhost:8080/api_json.html' },
    ],
    [
      'protocol option',
      `require('http').get({ protocol: 'https:', host: 'www.cloudflare.com', path: '/api_json.html' }, cb)`,
      { url: URL_TEXT },
    ],
    ['no host', `require('https').get({ path: '/api_json.html' }, cb)`, { url: "<{ path: '/api_json.html' }>" }],
    [
      'new URL',
      `import { get } from 'https'; get(new URL('/api_json.html?a=x', 'https://www.cloudflare.com'), cb)`,
      { url: `${URL_TEXT}?a=x` },
    ],
    [
      'a URL object with search parameters',
      `const u = new URL('${URL_TEXT}'); u.searchParams.set('a', 'stats'); u.searchParams.append('z', z); require('https').get(u, cb)`,
      { url: `${URL_TEXT}?<a=stats&z=<z>>` },
    ],
    [
      'search parameters under a condition are not lost',
      `const u = new URL('${URL_TEXT}'); for (;;) u.searchParams.set(k, v); require('https').get(u, cb)`,
      { url: `${URL_TEXT}?<…>` },
    ],
    [
      'search parameters copied from an object',
      `const u = new URL('${URL_TEXT}'); Object.entries({ a: 'stats', z }).forEach(([k, v]) => u.searchParams.append(k, v)); require('https').get(u, cb)`,
      { url: `${URL_TEXT}?<a=stats&z=<z>>` },
    ],
    [
      'url.parse as options, with properties set on it',
      `var u = require('url').parse('${URL_TEXT}'); u.method = 'POST'; require('https').request(u, cb).end('a=x')`,
      { url: URL_TEXT, method: 'POST', form: { a: 'x' } },
    ],
    [
      'parts of a parsed URL',
      `var u = require('url').parse('${URL_TEXT}?a=x'); require('https').request({ host: u.host, path: u.pathname + '?z=' + z, method: 'POST' }, cb).end('a=x')`,
      { url: `${URL_TEXT}?z=<z>`, method: 'POST' },
    ],
    [
      'parts destructured',
      `const { hostname, path } = new (require('url').URL)('${URL_TEXT}'); require('https').get({ hostname, path: '/api_json.html' }, cb)`,
      { url: URL_TEXT },
    ],
    [
      'options copied from a parsed URL',
      `const url = require('url'); require('https').request(Object.assign(url.parse('${URL_TEXT}'), { method: 'POST' }), cb).end('a=x')`,
      { url: URL_TEXT, method: 'POST', form: { a: 'x' } },
    ],
    [
      'options spread from a parsed URL',
      `const url = require('url'); require('https').request({ ...url.parse('${URL_TEXT}'), method: 'POST' }, cb).end('a=x')`,
      { url: URL_TEXT, method: 'POST', form: { a: 'x' } },
    ],
    [
      'url.format',
      `const url = require('url'); require('https').get(url.format({ protocol: 'https', host: 'www.cloudflare.com', pathname: '/api_json.html', query: { a: 'stats', z } }), cb)`,
      { url: `${URL_TEXT}?<a=stats&z=<z>>` },
    ],
    [
      'URL and options',
      `require('https').request('${URL_TEXT}', { method: 'POST' }, cb).end('a=x')`,
      { url: URL_TEXT, method: 'POST' },
    ],
    [
      'either of the modules',
      `(secure ? require('https') : require('http')).get('${URL_TEXT}', cb)`,
      { url: URL_TEXT },
    ],
    [
      'follow-redirects',
      `const { https } = require('follow-redirects'); https.get('${URL_TEXT}', cb)`,
      { client: 'follow-redirects', url: URL_TEXT },
    ],
    [
      'a host that is a whole URL',
      `require('http').get({ host: '${URL_TEXT}', path: '?a=x' }, cb)`,
      {
        url: `${URL_TEXT}?a=x`,
        neverWorked: 'its host is a whole URL',
      },
    ],
    ['a local function of that name', `const https = { get(url, f) {} }; https.get('${URL_TEXT}', cb)`, null],
    ['a server', `require('http').createServer(cb)`, null],
  ]);
});

describe('what is done to the request object', () => {
  table([
    [
      'write, end and listeners through a variable',
      `${BODY} var req = require('https').request(${OPTIONS}, function (res) {}); req.on('error', failed); req.write(body); req.end();`,
      {
        method: 'POST',
        form: { a: 'fpurge_ts', z: '<zone>' },
        delivery: `events function(${RESPONSE}) error failed`,
        parts: ["req.on('error', failed);", 'req.write(body);', 'req.end();'],
        site: `require('https').request(${OPTIONS}, function (res) {})`,
      },
    ],
    [
      'pieces written one after another',
      `var req = require('https').request(${OPTIONS}, cb); req.write('a=stats&z='); req.end(zone);`,
      { form: { a: 'stats', z: '<zone>' } },
    ],
    [
      'a variable assigned later',
      `${BODY} var req; req = require('https').request(${OPTIONS}, cb); req.end(body);`,
      { form: { a: 'fpurge_ts', z: '<zone>' }, parts: ['req.end(body);'] },
    ],
    [
      'chained',
      `require('https').request(${OPTIONS}, cb).on('error', failed).end('a=stats')`,
      {
        form: { a: 'stats' },
        delivery: `events cb(${RESPONSE}) error failed`,
        site: `require('https').request(${OPTIONS}, cb).on('error', failed).end('a=stats')`,
      },
    ],
    [
      'a buffer',
      `require('https').request(${OPTIONS}, cb).end(Buffer.from('a=stats', 'utf8'))`,
      { form: { a: 'stats' } },
    ],
    [
      'the response as an event',
      `var req = require('https').request(${OPTIONS}); req.on('response', function (res) {}); req.end('a=x')`,
      { delivery: `events function(${RESPONSE})` },
    ],
    ['nobody listens', `require('https').request(${OPTIONS}).end('a=x')`, { delivery: 'nothing' }],
    [
      'a body that is written if it is there',
      `var req = require('https').request(${OPTIONS}, cb); if (data) { req.write(data); } req.end();`,
      { form: { '…': 'data' }, parts: ['if (data) { req.write(data); }', 'req.end();'] },
    ],
    [
      'a time limit that ends the request',
      `var req = require('https').request(${OPTIONS}, cb); req.setTimeout(8000, function () { req.abort(); }); req.end('a=x')`,
      { transport: ['timeout=8000'] },
    ],
    [
      'a time limit option with its event',
      `var req = require('https').request({ host: 'h', timeout: 5 }, cb); req.on('timeout', () => req.destroy()); req.end()`,
      { transport: ['timeout=5'] },
    ],
    [
      'headers that matter',
      `var req = require('https').request({ host: 'h', headers: { 'User-Agent': 'x', 'Content-Type': 'y' } }, cb); req.setHeader('X-One', '1'); req.end()`,
      { transport: ['headers.User-Agent=x', 'headers.X-One=1'] },
    ],
    [
      'a form piped into it',
      `const FormData = require('form-data'); const form = new FormData(); form.append('a', 'stats'); const req = require('https').request(${OPTIONS}, cb); form.pipe(req);`,
      { form: { a: 'stats' }, parts: ['form.pipe(req);'] },
    ],
    [
      'the response awaited',
      `const { once } = require('events'); async function f() { const req = require('https').request(${OPTIONS}); req.end('a=x'); const [res] = await once(req, 'response'); }`,
      {
        site: "once(req, 'response')",
        delivery: `value promise<[${RESPONSE}]>`,
        form: { a: 'x' },
        parts: [`const req = require('https').request(${OPTIONS});`, "req.end('a=x');"],
      },
    ],
    [
      'options that are not known',
      `require('https').request('${URL_TEXT}', options, cb).end('a=x')`,
      { method: null, form: { a: 'x', '…': 'options' } },
    ],
  ]);
});

describe('uses that a rewrite cannot keep', () => {
  const made = `var req = require('https').request(${OPTIONS}, cb);`;
  table([
    ['aborted from outside', `${made} req.end('a=x'); stop = function () { req.abort(); };`, { escapes: 'req' }],
    ['returned', `function f() { ${made} req.end('a=x'); return req; }`, { escapes: 'req' }],
    ['passed on', `${made} req.end('a=x'); track(req);`, { escapes: 'req' }],
    ['never ended here', made, { escapes: `require('https').request(${OPTIONS}, cb)` }],
    [
      'kept in a property',
      `this.req = require('https').request(${OPTIONS}, cb);`,
      { escapes: `require('https').request(${OPTIONS}, cb)` },
    ],
    ['another event', `${made} req.on('socket', f); req.end('a=x');`, { escapes: "req.on('socket', f)" }],
    [
      'written in a callback',
      `${made} later(function () { req.end('a=x'); });`,
      { escapes: `require('https').request(${OPTIONS}, cb)`, form: {} },
    ],
    [
      'a time limit that does more',
      `${made} req.setTimeout(5, function () { log(); req.abort(); }); req.end()`,
      { escapes: 'req.setTimeout(5, function () { log(); req.abort(); })', transport: ['timeout=5'] },
    ],
    ['piped', `require('https').get('${URL_TEXT}').pipe(out)`, { escapes: `require('https').get('${URL_TEXT}').pipe` }],
  ]);
});
