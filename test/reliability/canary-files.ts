/** Programs and other files that hold a credential, each a word of its own, in every place where one can stand. */

/** What a credential is called here: nothing that is printed may hold it, whole or in part. */
export const CANARY = /Cn\d+aRy|aRy7Qz/;

/** Numbers that are not used yet. */
const fresh = (function* () {
  for (let number = 1; ; number++) yield number;
})();
/** `§`: another word each time; `¤`: an address. */
const filled = (text: string) =>
  text.replace(/§|¤/g, (sign) => `Cn${fresh.next().value}aRy7Qz${sign === '§' ? '' : '@leak.example'}`);

const V1 = 'https://www.cloudflare.com/api_json.html';
const post = (form: string) => `require('request').post({ url: '${V1}', form: ${form} }, function (e) { throw e; });`;

/** One program each: what is in it is told of, with the code around. */
const PROGRAMS: Readonly<Record<string, string>> = {
  object: post("{ a: 'stats', tkn: '§', email: '¤', z: 'example.com', interval: 20 }"),
  'an object that is rewritten': post("{ a: 'fpurge_ts', tkn: '§', email: '¤', z: 'example.com', v: 1 }"),
  'quoted names': post(`{ "a": "ban", "tkn": "§", 'email': '¤', "key": "203.0.113.9" }`),
  templates: post("{ a: 'minify', tkn: `§`, email: `¤`, z: 'example.com', v: 3 }"),
  'texts put together': post("{ a: 'minify', tkn: '§' + '§', email: 'x' + '¤', z: 'example.com', v: 3 }"),
  defaults: post("{ a: process.argv[2], tkn: process.env.T || '§', email: process.env.E ?? '¤', z: 'example.com' }"),
  names: `const TKN = '§', EMAIL = '¤'; let apiKey: string = "§"; var cf_api_key = '§';\n${post("{ a: 'fpurge_ts', tkn: TKN, email: EMAIL, z: 'example.com', v: 1 }")}`,
  members: `const config = { cloudflare: { token: '§', email: '¤', 'api-key': '§' } };\nconfig.cloudflare.tkn = '§'; config['email'] = '¤';\n${post("{ a: 'ip_lkup', tkn: config.cloudflare.tkn, email: config.email, ip: '203.0.113.9' }")}`,
  classes: `class Client { tkn = '§'; static email = '¤'; #token = '§'; send(a) { ${post("{ a, tkn: this.tkn, email: Client.email, z: 'example.com' }")} } }\nnew Client().send('stats');`,
  'parameters with defaults': `function send(a, tkn = '§', email = '¤') { ${post("{ a, tkn, email, z: 'example.com' }")} }\nsend('fpurge_ts');`,
  'arguments of a wrapper': `function send(a, tkn, email) { ${post("{ a, tkn, email, z: 'example.com' }")} }\nsend('fpurge_ts', '8afbe6dea02407989af4dd4c97bb6e25a1b2c', '¤');`,
  address: `require('request').get('${V1}?a=stats&tkn=§&email=¤&u=§&z=example.com');`,
  'an address, encoded': `fetch('${V1}?a=fpurge_ts&tkn=§%2F7&email=§%40leak.example&z=example.com&v=1');`,
  'an address put together': `fetch('${V1}?a=fpurge_ts&z=example.com&v=1&tkn=' + '§' + '&email=' + encodeURIComponent(process.env.E || '¤') + '&a=stats');`,
  'an address as a template': `fetch(\`${V1}?a=\${process.argv[2]}&tkn=§&email=¤\`);\nfetch(\`${V1}?a=stats&tkn=\${process.env.T || '§'}\`);`,
  'a body as text': `require('request').post({ url: '${V1}', body: 'a=stats&tkn=§&email=¤&z=example.com' });`,
  'a body as JSON': `require('request').post({ url: '${V1}', body: '{"a":"stats","tkn":"§","email":"¤"}' });\nconst more = "{\\"tkn\\": \\"§\\", \\"email\\": \\"¤\\"}";`,
  querystring: `const q = require('querystring').stringify({ a: 'stats', tkn: '§', email: '¤' }); fetch('${V1}?' + q);`,
  URLSearchParams: `const p = new URLSearchParams([['a', 'stats'], ['tkn', '§'], ['email', '¤']]); p.append('tkn', '§'); p.set("email", "¤"); fetch('${V1}', { method: 'POST', body: p });`,
  FormData: `const f = new FormData(); f.append('a', 'stats'); f.append('tkn', '§'); f.set('email', '¤'); fetch('${V1}', { method: 'POST', body: f });`,
  headers: `fetch('${V1}', { headers: { 'X-Auth-Key': '§', 'X-Auth-Email': '¤', Authorization: 'Bearer §', "x-auth-user-service-key": "§" } });`,
  'headers of v4': `fetch('https://api.cloudflare.com/client/v4/zones', { headers: { 'X-Auth-Key': '§', 'X-Auth-Email': '¤', authorization: \`Bearer §\` } });\nnew Cloudflare({ apiKey: '§', apiEmail: '¤', apiToken: '§' });\nfetch('${V1}?a=stats');`,
  'headers that are set': `const x = new XMLHttpRequest(); x.open('POST', '${V1}'); x.setRequestHeader('X-Auth-Key', '§'); x.setRequestHeader("X-Auth-Email", "¤"); x.send('a=stats&tkn=§');`,
  'headers as a list': `const h = new Headers([['X-Auth-Key', '§'], ['Authorization', 'Bearer §']]); fetch('${V1}', { headers: h });`,
  superagent: `require('superagent').post('${V1}').type('form').send({ a: 'stats', tkn: '§' }).send('email=¤').end(done);`,
  'the package': `const client = require('cloudflare').createClient({ email: '¤', token: '§' }); client.editRecord(process.argv[2]);`,
  'a shell in a program': `require('child_process').exec('curl ${V1} -d a=fpurge_ts -d tkn=§ -d "email=¤" -d z=example.com -d v=1');`,
  comments: `// tkn: '§', email: '¤', and X-Auth-Key: §\n/* curl ${V1}?a=stats&tkn=§&email=¤ */\nfetch('${V1}?a=stats'); // Authorization: Bearer §`,
  'a list of accounts': `const accounts = [{ email: '¤', tkn: '§' }, { email: '¤', tkn: '§' }];\naccounts.forEach(function (one) { ${post("{ a: 'fpurge_ts', tkn: one.tkn, email: one.email, z: 'example.com', v: 1 }")} });`,
  'long lines': `${' '.repeat(300)}fetch('${V1}?a=stats&tkn=§'); const tkn = ${'('.repeat(6)}'§'${')'.repeat(6)}; x = { email: '¤' };${' '.repeat(300)}fetch('${V1}?a=${'y'.repeat(300)}&tkn=§&email=¤');`,
  'lines that go on': `const tkn =\n  // which\n  '§';\nconst email = [\n  '¤',\n].join('');\n${post("{ a: 'fpurge_ts', tkn,\n email, z: 'example.com', v: 1 }")}`,
  'conditions of credentials': `const tkn = process.env.PROD ? '§' : '§';\n${post("{ a: 'fpurge_ts', tkn, email: '¤', z: 'example.com', v: 1 }")}`,
  'code that does not parse': `const tkn = '§';\nconst form = { a: 'stats', tkn: '§', email: '¤', ;\nfetch('${V1}', { 'X-Auth-Key': '§' });`,
  'a text that does not end': `fetch('${V1}?a=stats&tkn=§&email=¤);\nconst tkn = '§';\nconst email = "¤";`,
};

/** Other kinds of files. */
const OTHERS: Readonly<Record<string, string>> = {
  'deploy.sh': `#!/bin/sh\nTKN=§\nexport CF_EMAIL="¤" CF_API_KEY='§'\ncurl ${V1} -d 'a=fpurge_ts' -d "tkn=§" -d email=¤ -d z=example.com -d v=1\ncurl '${V1}?a=stats&tkn=§&email=¤'\ncurl ${V1} --data-urlencode "tkn=§" -H 'X-Auth-Key: §' -H "X-Auth-Email: ¤" -H 'Authorization: Bearer §'\nwget --post-data="a=stats&tkn=§&email=¤" ${V1}\n`,
  'deploy.ps1': `$tkn = '§'\nInvoke-RestMethod ${V1} -Method Post -Body @{ a = 'fpurge_ts'; tkn = '§'; email = "¤"; z = 'example.com'; v = 1 }\n`,
  'deploy.cmd': `set TKN=§\nset EMAIL=¤\ncurl ${V1} -d "a=stats&tkn=§&email=¤"\n`,
  '.env': `CF_TKN=§\nCF_EMAIL=¤\nCLOUDFLARE_API_KEY="§"\nexport CLOUDFLARE_EMAIL='¤'\nURL=${V1}?a=stats&tkn=§\n`,
  'ci.yml': `env:\n  CF_TOKEN: §\n  CF_EMAIL: ¤\n  cloudflare_api_key: "§"\nsteps:\n  - run: curl ${V1} -d a=fpurge_ts -d tkn=§ -d email=¤ -d z=example.com -d v=1\n  - run: |\n      curl ${V1} -d tkn='§' -H "X-Auth-Key: §"\n`,
  'settings.json': `{ "url": "${V1}", "tkn": "§", "email": "¤", "headers": { "X-Auth-Key": "§", "Authorization": "Bearer §" } }\n`,
  'package.json': `{ "name": "x", "scripts": { "purge": "curl ${V1} -d a=fpurge_ts -d tkn=§ -d email=¤ -d z=example.com -d v=1" } }\n`,
  'settings.toml': `url = "${V1}"\ntkn = "§"\nemail = "¤"\n[headers]\n"X-Auth-Key" = "§"\n`,
  'settings.ini': `[cloudflare]\nurl=${V1}\ntkn=§\nemail = ¤\napi_key: §\n`,
  'settings.xml': `<cf url="${V1}" tkn="§" email='¤'><token>§</token><apiKey>§</apiKey></cf>\n`,
  Dockerfile: `FROM node\nENV CF_TKN=§ CF_EMAIL=¤\nENV CF_KEY §\nRUN curl ${V1} -d a=fpurge_ts -d tkn=§ -d email=¤ -d z=example.com -d v=1\n`,
  Makefile: `TKN := §\nEMAIL = ¤\npurge:\n\tcurl ${V1} -d a=fpurge_ts -d tkn=§ -d email=¤\n`,
  'main.tf': `variable "tkn" { default = "§" }\nlocals { email = "¤", url = "${V1}?tkn=§" }\n`,
  'NOTES.md': `Send \`tkn=§\` and \`email=¤\` to ${V1}:\n\n\`\`\`js\n${post("{ a: 'fpurge_ts', tkn: '§', email: '¤', z: 'example.com', v: 1 }")}\n\`\`\`\n\n    curl ${V1} -d tkn=§ -d email=¤\n\n\`\`\`sh\ncurl ${V1} -H 'X-Auth-Key: §' -d 'tkn=§'\n\`\`\`\n`,
  'page.html': `<form action="${V1}"><input name="tkn" value="§"><input name='email' value='¤'><input value="§" type="hidden" name="tkn"></form>\n<a href="${V1}?a=stats&amp;tkn=§&amp;email=¤">x</a>\n<script>$.post('${V1}', { a: 'stats', tkn: '§', email: '¤' });</script>\n`,
  'part.vue': `<template><a :href="'${V1}?tkn=§'">x</a></template>\n<script>\n${post("{ a: 'fpurge_ts', tkn: '§', email: '¤', z: 'example.com', v: 1 }")}\n</script>\n`,
  'main.py': `requests.post('${V1}', data={'a': 'stats', 'tkn': '§', 'email': "¤"}, headers=dict(Authorization='Bearer §'))\nTKN = '§'\n`,
  'main.php': `<?php $data = array('a' => 'stats', 'tkn' => '§', "email" => "¤"); define('CF_TOKEN', '§'); $tkn = '§'; post('${V1}', $data, ['X-Auth-Key: §']);\n`,
  'main.rb': `post('${V1}', { :tkn => '§', email: '¤', 'token' => "§" })\n`,
  'Main.java': `form.put("tkn", "§"); form.put("email", "¤"); String apiKey = "§"; post("${V1}?tkn=§");\n`,
  'main.go': `v := url.Values{"tkn": {"§"}, "email": {"¤"}}; v.Set("tkn", "§"); token := "§"; http.PostForm("${V1}", v)\n`,
  'main.coffee': `request.post '${V1}', form: { a: 'stats', tkn: '§', email: '¤' }\ntkn = '§'\n`,
};

/** name → text, with the credentials in it; other words each time */
export function canaryFiles(): Readonly<Record<string, string>> {
  const programs = Object.entries(PROGRAMS).map(([name, text], index) => {
    const extension = text.includes(': string') ? 'ts' : 'js';
    return [`src/${index}-${name.replaceAll(/\W+/g, '-')}.${extension}`, `// cloudflare\n${filled(text)}\n`] as const;
  });
  const others = Object.entries(OTHERS).map(([name, text]) => [name, filled(text)] as const);
  return Object.fromEntries([...programs, ...others]);
}
