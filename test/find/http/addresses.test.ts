/** URLs as programs put them together, and what is no URL of v1's. */
import { describe } from 'vitest';
import { table, URL_TEXT } from './table.js';

const HOST = 'https://www.cloudflare.com';
const axios = `const axios = require('axios'); const url = require('url');`;
const of = (expression: string, head = '') => `${axios} ${head} axios.get(${expression});`;
const node = `const https = require('https'); const url = require('url');`;

describe('URLs', () => {
  table([
    ['the text of an object', of(`new URL('${URL_TEXT}').toString()`), { url: URL_TEXT }],
    ['as in JSON', of(`new URL('/api_json.html', '${HOST}/a/b').toJSON()`), { url: URL_TEXT }],
    ['of whatwg-url', of(`new URL('${URL_TEXT}').href`, `const { URL } = require('whatwg-url');`), { url: URL_TEXT }],
    ['of url-parse', of(`new Parsed('${URL_TEXT}').href`, `const Parsed = require('url-parse');`), { url: URL_TEXT }],
    ['against a base that is an object', of(`new URL('api_json.html', new URL('${HOST}')).href`), { url: URL_TEXT }],
    ['against a base that is not known', of('new URL("api_json.html", base).href'), { url: '<base>/api_json.html' }],
    ['a whole URL, whatever the base', of(`new URL('${URL_TEXT}', '${HOST}:81/b/').href`), { url: URL_TEXT }],
    ['resolved', of(`url.resolve('${HOST}/v1/', '/api_json.html')`), { url: URL_TEXT }],
    ['resolved beside a file', of(`url.resolve('${HOST}/index.html', 'api_json.html')`), { url: URL_TEXT }],
    ['a query alone', of(`url.resolve('${URL_TEXT}?b=c', '?a=stats')`), { url: `${URL_TEXT}?a=stats` }],
    ['resolved, of what is not known', of(`url.resolve('${HOST}/', rest)`), { url: `${HOST}/<rest>` }],
    ['url-join', of(`join('${HOST}/', '/api_json.html')`, `const join = require('url-join');`), { url: URL_TEXT }],
    ['formatted', of(`url.format(url.parse('${URL_TEXT}'))`), { url: URL_TEXT }],
    [
      'formatted of parts',
      of(`url.format({ protocol: 'https', host: 'www.cloudflare.com', pathname: 'api_json.html' })`),
      { url: URL_TEXT },
    ],
    [
      'formatted with a search',
      of(
        `url.format({ protocol: 'https:', host: 'www.cloudflare.com', pathname: '/api_json.html', search: '?a=stats' })`,
      ),
      { url: `${URL_TEXT}?a=stats` },
    ],
    [
      'formatted with a query that is not known',
      of(`url.format({ protocol: 'https:', host: 'www.cloudflare.com', pathname: '/api_json.html', query: fields })`),
      { url: `${URL_TEXT}?<fields>` },
    ],
    [
      'a port of its own',
      of(`url.format({ protocol: 'http', hostname: 'www.cloudflare.com', port: port, pathname: '/api_json.html' })`),
      { url: 'http://www.cloudflare.com:<port>/api_json.html' },
    ],
    ['origin and path', of(`'' + u.origin + u.pathname`, `const u = new URL('${URL_TEXT}?a=b');`), { url: URL_TEXT }],
    [
      'protocol, host, port',
      of(`u.protocol + '//' + u.hostname + ':' + u.port + u.path`, `const u = url.parse('${HOST}:443/api_json.html');`),
      { url: `${HOST}:443/api_json.html` },
    ],
    [
      'a port that is not written',
      of(`'' + u.origin + u.port + '/api_json.html'`, `const u = new URL('${HOST}');`),
      { url: URL_TEXT },
    ],
    [
      'a part that is read otherwise',
      of(`'${HOST}' + u.hash`, `const u = new URL('${URL_TEXT}');`),
      { url: `${HOST}<u.hash>` },
    ],
    [
      'the path of what goes on',
      of(`'${HOST}' + u.pathname`, `const u = new URL('${HOST}/' + rest);`),
      { url: `${HOST}<u.pathname>` },
    ],
    [
      'a host that goes on',
      of(`'http://' + u.host + '/api_json.html'`, `const u = new URL('${HOST}' + rest);`),
      { url: 'http://<u.host>/api_json.html' },
    ],
    [
      'a search that is set with Object.assign',
      of(`Object.assign(new URL('${URL_TEXT}'), { search: 'a=stats' })`),
      { url: `${URL_TEXT}?a=stats` },
    ],
    [
      'a base that is a part',
      `${axios} axios.create({ baseURL: '${HOST}/' }).get('/api_json.html');`,
      { url: URL_TEXT },
    ],
    ['a base alone', `${axios} axios.create({ baseURL: '${URL_TEXT}' }).get('');`, { url: URL_TEXT }],
    [
      'of which more is set',
      of(`Object.assign(new URL('${URL_TEXT}'), { search: 'a=stats', port: 8080 })`),
      { form: {} },
    ],
    ['the path of another host, resolved', of(`url.resolve(base, '/api_json.html')`), { url: '<base>/api_json.html' }],
    ['url.resolve of a whole URL', of(`url.resolve('http://example.com', '${URL_TEXT}')`), { url: URL_TEXT }],
    ['a URL beside a base', `${axios} axios.create({ baseURL: '${HOST}/v1' }).get('${URL_TEXT}');`, { url: URL_TEXT }],
    ['no path', `${node} https.request({ host: 'www.cloudflare.com' }).end();`, { url: `${HOST}/` }],
  ]);
});
