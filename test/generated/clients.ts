/** HTTP clients: how a form is sent, and where the body of the answer is. */
import type { ClientId } from './spec.js';
import type { Lines, Style } from './style.js';

const URL = "'https://www.cloudflare.com/api_json.html'";

/** Calls back; `failed`: the lines for a broken connection, where `err` is; `got`: the lines that have `data`. */
export interface CallbackClient {
  readonly takes: 'object' | 'text';
  write(style: Style, form: string, name: string, failed: Lines, got: Lines): Lines;
}

/** Gives a promise of a response. */
export interface PromiseClient {
  readonly takes: 'object' | 'text' | 'params';
  write(style: Style, form: string): string;
  /** the body of a response */
  body(response: string): string;
  /** `body` is a promise */
  readonly late?: boolean;
}

function request(takes: 'object', json: boolean, call: (form: string) => [string, string]): CallbackClient {
  return {
    takes,
    write(style, form, name, failed, got) {
      style.load('request');
      const [before, after] = call(form);
      const parsed = json ? 'body' : 'JSON.parse(body)';
      const lines = ['if (err) {', ...failed, '}', `${style.let} ${name} = ${parsed};`, ...got];
      return [`${before}${style.fn('err, res, body', lines)}${after};`];
    },
  };
}

export const CALLBACK_CLIENTS: Readonly<Partial<Record<ClientId, CallbackClient>>> = {
  'request-post': request('object', false, (form) => [`request.post({ url: ${URL}, form: ${form} }, `, ')']),
  'request-url-form': request('object', false, (form) => [`request.post(${URL}, { form: ${form} }, `, ')']),
  'request-json': request('object', true, (form) => [`request.post({ uri: ${URL}, json: true, form: ${form} }, `, ')']),
  'request-method': request('object', false, (form) => [
    `request({ method: 'POST', url: ${URL}, form: ${form} }, `,
    ')',
  ]),
  'request-qs': request('object', true, (form) => [`request.get({ url: ${URL}, qs: ${form}, json: true }, `, ')']),
  'request-chained-form': request('object', false, (form) => [`request.post(${URL}, `, `).form(${form})`]),
  needle: {
    takes: 'object',
    write(style, form, name, failed, got) {
      style.load('needle');
      const lines = ['if (err) {', ...failed, '}', `${style.let} ${name} = resp.body;`, ...got];
      return [`needle.post(${URL}, ${form}, ${style.fn('err, resp', lines)});`];
    },
  },
  superagent: {
    takes: 'object',
    write(style, form, name, failed, got) {
      style.load('superagent');
      const lines = ['if (err) {', ...failed, '}', `${style.let} ${name} = res.body;`, ...got];
      return [`superagent.post(${URL}).type('form').send(${form}).end(${style.fn('err, res', lines)});`];
    },
  },
  'https-request': {
    takes: 'text',
    write(style, form, name, failed, got) {
      style.load('https');
      const gathered = [`${style.let} ${name} = JSON.parse(text);`, ...got];
      const response = [
        `${style.modern ? 'let' : 'var'} text = '';`,
        `res.on('data', ${style.fn('chunk', ['text += chunk;'])});`,
        `res.on('end', ${style.fn('', gathered)});`,
      ];
      return [
        `${style.let} payload = ${form};`,
        `${style.let} req = https.request({`,
        "hostname: 'www.cloudflare.com',",
        "path: '/api_json.html',",
        "method: 'POST',",
        "headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(payload) }",
        `}, ${style.fn('res', response)});`,
        `req.on('error', ${style.fn('err', failed)});`,
        'req.write(payload);',
        'req.end();',
      ];
    },
  },
  'https-get': {
    takes: 'text',
    write(style, form, name, failed, got) {
      style.load('https');
      const response = [
        `${style.let} chunks = [];`,
        `res.on('data', ${style.fn('chunk', ['chunks.push(chunk);'])});`,
        `res.on('end', ${style.fn('', [`${style.let} ${name} = JSON.parse(Buffer.concat(chunks).toString());`, ...got])});`,
      ];
      return [
        `https.get('https://www.cloudflare.com/api_json.html?' + ${form}, ${style.fn('res', response)}).on('error', ${style.fn('err', failed)});`,
      ];
    },
  },
};

const HEADERS = "headers: { 'Content-Type': 'application/x-www-form-urlencoded' }";

export const PROMISE_CLIENTS: Readonly<Partial<Record<ClientId, PromiseClient>>> = {
  'request-promise': {
    takes: 'object',
    write: (style, form) =>
      `${style.load('rp', 'request-promise')}({ method: 'POST', uri: ${URL}, form: ${form}, json: true })`,
    body: (response) => response,
  },
  'request-promise-text': {
    takes: 'object',
    write: (style, form) => `${style.load('rp', 'request-promise')}.post(${URL}, { form: ${form} })`,
    body: (response) => `JSON.parse(${response})`,
  },
  'axios-post': {
    takes: 'params',
    write: (style, form) => `${style.load('axios')}.post(${URL}, ${form})`,
    body: (response) => `${response}.data`,
  },
  'axios-params': {
    takes: 'object',
    write: (style, form) => `${style.load('axios')}.get(${URL}, { params: ${form} })`,
    body: (response) => `${response}.data`,
  },
  'axios-data': {
    takes: 'text',
    write: (style, form) => `${style.load('axios')}({ method: 'post', url: ${URL}, data: ${form} })`,
    body: (response) => `${response}.data`,
  },
  got: {
    takes: 'object',
    write: (style, form) => `${style.load('got')}.post(${URL}, { form: ${form} }).json()`,
    body: (response) => response,
  },
  'got-response': {
    takes: 'object',
    write: (style, form) => `${style.load('got')}.post(${URL}, { form: ${form}, responseType: 'json' })`,
    body: (response) => `${response}.body`,
  },
  'node-fetch': {
    takes: 'params',
    write: (style, form) => `${style.load('fetch', 'node-fetch')}(${URL}, { method: 'POST', body: ${form} })`,
    body: (response) => `${response}.json()`,
    late: true,
  },
  fetch: {
    takes: 'text',
    write: (_style, form) => `fetch(${URL}, { method: 'POST', ${HEADERS}, body: ${form} })`,
    body: (response) => `${response}.json()`,
    late: true,
  },
  'undici-fetch': {
    takes: 'params',
    write: (style, form) => `${style.load('undici')}.fetch(${URL}, { method: 'POST', body: ${form} })`,
    body: (response) => `${response}.json()`,
    late: true,
  },
  'superagent-promise': {
    takes: 'object',
    write: (style, form) => `${style.load('superagent')}.post(${URL}).type('form').send(${form})`,
    body: (response) => `${response}.body`,
  },
  'needle-promise': {
    takes: 'object',
    write: (style, form) => `${style.load('needle')}('post', ${URL}, ${form})`,
    body: (response) => `${response}.body`,
  },
};
