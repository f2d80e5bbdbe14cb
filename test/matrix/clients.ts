/** Each HTTP client with one program around a form: reads the answer into `data`, then calls `done(err)`. */

const URL = "'https://www.cloudflare.com/api_json.html'";

export interface ClientRow {
  readonly id: string;
  readonly file: string;
  write(form: string, read: string): string;
}

/** The body of a callback that has the parsed answer in `data`. */
const answered = (read: string) => `if (data.result !== 'success') return done(new Error(data.msg));
  ${read}
  done(null);`;

const callback = (
  id: string,
  head: string,
  call: (form: string) => string,
  params: string,
  parse: string,
): ClientRow => ({
  id,
  file: 'program.js',
  write: (form, read) => `${head}
${call(form)}function (${params}) {
  if (err) return done(err);
  var data = ${parse};
  ${answered(read)}
});
`,
});

const awaiting = (
  id: string,
  head: string,
  call: (form: string) => string,
  parse: string,
  typescript = false,
): ClientRow => ({
  id,
  file: typescript ? 'program.ts' : 'program.js',
  write: (form, read) => `${head}
async function main() {
  const res = await ${call(form)};
  const data = ${parse};
  if (data.result !== 'success') throw new Error(data.msg);
  ${read}
}
main().then(() => done(null), (err) => done(err));
`,
});

const chained = (id: string, head: string, call: (form: string) => string, parse: string): ClientRow => ({
  id,
  file: 'program.js',
  write: (form, read) => `${head}
${call(form)}.then(function (res) {
  var data = ${parse};
  if (data.result !== 'success') throw new Error(data.msg);
  ${read}
}).then(function () { done(null); }, function (err) { done(err); });
`,
});

const require = (name: string, module = name) => `var ${name} = require('${module}');`;
const encoded = "var querystring = require('querystring');";

export const CLIENTS: readonly ClientRow[] = [
  callback(
    'request-post-options',
    require('request'),
    (form) => `request.post({ url: ${URL}, form: ${form} }, `,
    'err, res, body',
    'JSON.parse(body)',
  ),
  callback(
    'request-url-json',
    require('request'),
    (form) => `request.post(${URL}, { form: ${form}, json: true }, `,
    'err, res, body',
    'body',
  ),
  callback(
    'request-method',
    require('request'),
    (form) => `request({ method: 'POST', uri: ${URL}, form: ${form} }, `,
    'err, res, body',
    'JSON.parse(res.body)',
  ),
  callback(
    'request-get-qs',
    require('request'),
    (form) => `request.get({ url: ${URL}, qs: ${form}, json: true }, `,
    'err, res, body',
    'body',
  ),
  callback(
    'request-defaults',
    `${require('request')} var api = request.defaults({ url: ${URL}, json: true });`,
    (form) => `api.post({ form: ${form} }, `,
    'err, res, body',
    'body',
  ),
  callback('needle-callback', require('needle'), (form) => `needle.post(${URL}, ${form}, `, 'err, res, body', 'body'),
  callback(
    'superagent-callback',
    require('superagent'),
    (form) => `superagent.post(${URL}).type('form').send(${form}).end(`,
    'err, res',
    'res.body',
  ),
  callback(
    'phin-callback',
    require('phin'),
    (form) => `phin({ url: ${URL}, method: 'POST', form: ${form}, parse: 'json' }, `,
    'err, res',
    'res.body',
  ),
  {
    id: 'https-request',
    file: 'program.js',
    write: (form, read) => `var https = require('https');
${encoded}
var body = querystring.stringify(${form});
var req = https.request({
  hostname: 'www.cloudflare.com',
  path: '/api_json.html',
  method: 'POST',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) }
}, function (res) {
  var text = '';
  res.setEncoding('utf8');
  res.on('data', function (chunk) { text += chunk; });
  res.on('end', function () {
    var data = JSON.parse(text);
    ${answered(read)}
  });
});
req.on('error', function (err) { done(err); });
req.write(body);
req.end();
`,
  },
  {
    id: 'https-get',
    file: 'program.js',
    write: (form, read) => `var https = require('https');
${encoded}
https.get('https://www.cloudflare.com/api_json.html?' + querystring.stringify(${form}), function (res) {
  var chunks = [];
  res.on('data', function (chunk) { chunks.push(chunk); });
  res.on('end', function () {
    var data = JSON.parse(Buffer.concat(chunks).toString());
    ${answered(read)}
  });
}).on('error', function (err) { done(err); });
`,
  },
  {
    id: 'unirest',
    file: 'program.js',
    write: (form, read) => `var unirest = require('unirest');
unirest.post(${URL}).send(${form}).end(function (res) {
  if (res.error) return done(res.error);
  var data = res.body;
  ${answered(read)}
});
`,
  },
  {
    id: 'meteor',
    file: 'program.js',
    write: (form, read) => `const { HTTP } = require('meteor/http');
HTTP.post(${URL}, { params: ${form} }, function (err, res) {
  if (err) return done(err);
  var data = res.data;
  ${answered(read)}
});
`,
  },
  chained(
    'request-promise',
    require('rp', 'request-promise'),
    (form) => `rp({ method: 'POST', uri: ${URL}, form: ${form}, json: true })`,
    'res',
  ),
  chained(
    'request-promise-native',
    require('rp', 'request-promise-native'),
    (form) => `rp.post(${URL}, { form: ${form} })`,
    'JSON.parse(res)',
  ),
  chained(
    'util-promisify',
    "var post = require('util').promisify(require('request').post);",
    (form) => `post({ url: ${URL}, form: ${form} })`,
    'JSON.parse(res.body)',
  ),
  chained(
    'axios-then',
    `${require('axios')} ${encoded}`,
    (form) => `axios.post(${URL}, querystring.stringify(${form}))`,
    'res.data',
  ),
  chained('needle-promise', require('needle'), (form) => `needle('post', ${URL}, ${form})`, 'res.body'),
  awaiting('axios-params', require('axios'), (form) => `axios.post(${URL}, new URLSearchParams(${form}))`, 'res.data'),
  awaiting(
    'axios-config',
    require('axios'),
    (form) => `axios({ method: 'post', url: ${URL}, params: ${form} })`,
    'res.data',
  ),
  awaiting(
    'axios-instance',
    `${require('axios')} const api = axios.create({ baseURL: 'https://www.cloudflare.com' });`,
    (form) => `api.post('/api_json.html', new URLSearchParams(${form}))`,
    'res.data',
  ),
  awaiting(
    'got-form',
    require('got'),
    (form) => `got.post(${URL}, { form: ${form}, responseType: 'json' })`,
    'res.body',
  ),
  awaiting('got-json', require('got'), (form) => `got.post(${URL}, { form: ${form} }).json()`, 'res'),
  awaiting('ky', require('ky'), (form) => `ky.post(${URL}, { body: new URLSearchParams(${form}) }).json()`, 'res'),
  awaiting(
    'superagent-await',
    require('superagent'),
    (form) => `superagent.post(${URL}).type('form').send(${form})`,
    'res.body',
  ),
  awaiting(
    'fetch',
    '',
    (form) => `fetch(${URL}, { method: 'POST', body: new URLSearchParams(${form}) })`,
    'await res.json()',
  ),
  awaiting(
    'fetch-typescript',
    '',
    (form) => `fetch(${URL}, { method: 'POST', body: new URLSearchParams(${form}) })`,
    'await res.json()',
    true,
  ),
  awaiting(
    'node-fetch',
    "const fetch = require('node-fetch');",
    (form) => `fetch(${URL}, { method: 'POST', body: new URLSearchParams(${form}) })`,
    'await res.json()',
  ),
  awaiting(
    'cross-fetch',
    "const fetch = require('cross-fetch');",
    (form) => `fetch(${URL}, { method: 'POST', body: new URLSearchParams(${form}) })`,
    'await res.json()',
  ),
  awaiting(
    'undici-request',
    "const { request } = require('undici');",
    (form) => `request(${URL}, { method: 'POST', body: new URLSearchParams(${form}).toString() })`,
    'await res.body.json()',
  ),
  awaiting(
    'undici-fetch',
    "const { fetch } = require('undici');",
    (form) => `fetch(${URL}, { method: 'POST', body: new URLSearchParams(${form}) })`,
    'await res.json()',
  ),
  awaiting(
    'phin-await',
    require('phin'),
    (form) => `phin({ url: ${URL}, method: 'POST', form: ${form}, parse: 'json' })`,
    'res.body',
  ),
];
