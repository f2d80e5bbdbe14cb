import { describe, expect, it } from 'vitest';
import { marksIn } from './marks-in.js';

const URL = "'https://www.cloudflare.com/api_json.html'";
const FORM = "{ a: 'fpurge_ts', tkn: process.env.K, email: process.env.E, z: 'example.com', v: 1 }";
const found = (source: string) => marksIn('v1-endpoint', source);

describe('an endpoint that no call explains', () => {
  it.each([
    ['a constant that is exported', `exports.API = ${URL};`, [URL]],
    ['an unknown client', `require('./http').send(${URL});`, [URL]],
    ['host and path apart', `send({ host: 'www.cloudflare.com', path: '/api_json.html' });`, ["'/api_json.html'"]],
    ['a base that is not known', 'send(`${base}/api_json.html?a=stats`);', ['`${base}/api_json.html?a=stats`']],
    ['a shell command', `exec('curl -s https://www.cloudflare.com/api_json.html -d a=stats');`, undefined],
    ['a form of a page', 'page(`<form action="https://www.cloudflare.com/api_json.html">`);', undefined],
    ['a neighbour', "send('https://api.cloudflare.com/host-gw.html');", ["'https://api.cloudflare.com/host-gw.html'"]],
    [
      'an unknown client inside the callback of a found call',
      `const request = require('request'); request.post(${URL}, { form: ${FORM} }, function () { send(${URL}); });`,
      [URL],
    ],
  ])('%s', (_, source, expected) => {
    if (expected) expect(found(source)).toEqual(expected);
    else expect(found(source)).toHaveLength(1);
  });
});

describe('no finding', () => {
  it.each([
    ['the URL of a found call', `require('request').post(${URL}, { form: ${FORM} });`],
    ['its constant', `const API = ${URL}; require('request').post({ url: API, form: ${FORM} });`],
    ['its property', `const c = { api: ${URL} }; require('request').post({ url: c.api, form: ${FORM} });`],
    ['an option set later', `const o = { form: ${FORM} }; o.url = ${URL}; require('request').post(o);`],
    ['a default', `const r = require('request').defaults({ url: ${URL} }); r.post({ form: ${FORM} });`],
    ['a builder', `function api() { return ${URL}; } require('request').post(api(), { form: ${FORM} });`],
    ['a comment', '// https://www.cloudflare.com/api_json.html\nrun();'],
    ['prose', "help('Once at https://www.cloudflare.com/api_json.html, which is closed.');"],
    ['an error', `throw new Error(${URL});`],
    ['a log line', `console.log(${URL});`],
    ['a regex', 'const old = /https:\\/\\/www\\.cloudflare\\.com\\/api_json\\.html/;'],
    ['a search', `if (text.includes(${URL})) fail();`],
    ['a comparison', `if (url === ${URL}) fail();`],
    ['a type', `type Old = ${URL};`],
    ['a path of another host', "panel.post('https://panel.example.net/api_json.html'); panel.post('api_json.html');"],
  ])('%s', (_, source) => {
    expect(marksIn('v1-endpoint', source, { file: 'input.ts' })).toEqual([]);
  });

  it('explains one property and not its neighbours', () => {
    const source = `const c = { api: ${URL}, old: ${URL} }; require('request').post({ url: c.api, form: ${FORM} });`;
    expect(found(source)).toHaveLength(1);
  });
});
