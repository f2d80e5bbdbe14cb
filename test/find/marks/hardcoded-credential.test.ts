import { describe, expect, it } from 'vitest';
import { allMarks, marksIn } from './marks-in.js';

const KEY = '0123456789abcdef0123456789abcdef01234';
const URL = "'https://www.cloudflare.com/api_json.html'";
const post = (tkn: string) =>
  `require('request').post(${URL}, { form: { a: 'stats', tkn: ${tkn}, email: 'a@example.com', z: 'example.com' } });`;

describe('credentials in the source', () => {
  it.each([
    ['a Global API Key', `const key = '${KEY}'; // cloudflare`, `'${KEY}'`],
    ['the tkn of a call', post("'s3cr3t-value'"), "'s3cr3t-value'"],
    ['its constant', `const K = 's3cr3t-value'; ${post('K')}`, "'s3cr3t-value'"],
    ['its fallback', post("process.env.K || 's3cr3t-value'"), "'s3cr3t-value'"],
    ['createClient', "require('cloudflare').createClient({ token: 's3cr3t-value', email: e });", "'s3cr3t-value'"],
    [
      'createClient under the other name',
      "require('cloudflare-v1').createClient({ token: 's3cr3t-value', email: e });",
      "'s3cr3t-value'",
    ],
    ['the SDK', "import Cloudflare from 'cloudflare'; new Cloudflare({ apiToken: 's3cr3t-value' });", "'s3cr3t-value'"],
    ['X-Auth-Key', "cloudflare({ headers: { 'X-Auth-Key': 's3cr3t-value' } });", "'s3cr3t-value'"],
    [
      'Bearer',
      "cloudflare({ headers: { a: 'Bearer s3cr3t-value-s3cr3t-value' } });",
      "'Bearer s3cr3t-value-s3cr3t-value'",
    ],
    ['the address of the account', post('k').replace('a@example.com', 'joe@corp.io'), "'joe@corp.io'"],
    ['X-Auth-Email', "cloudflare({ headers: { 'X-Auth-Email': 'joe@corp.io' } });", "'joe@corp.io'"],
    ['a form that goes nowhere', "exports.form = { tkn: 's3cr3t-value', z: zone };", "'s3cr3t-value'"],
    ['a comment', `// the cloudflare key is ${KEY}, see below`, KEY],
    ['the middle of a string', "get('https://www.cloudflare.com/?tkn=s3cr3t-value&z=a');", 's3cr3t-value'],
    ['a token of today', `cloudflare('cfat_${KEY}');`, `'cfat_${KEY}'`],
  ])('%s', (_, source, expected) => {
    expect(marksIn('hardcoded-credential', source)).toEqual([expected]);
  });

  it('shows no value', () => {
    for (const { message } of allMarks(post(`'${KEY}'`))) expect(message).not.toContain(KEY.slice(0, 6));
  });
});

describe('no finding', () => {
  it.each([
    ['the environment', post('process.env.CF_KEY')],
    ['a placeholder', post("'YOUR_API_KEY'")],
    ['nothing', post("''")],
    ['a hash in a file without a mark', `const sha = '${KEY}';`],
    ['40 digits', `const sha = '${KEY}abc'; // cloudflare`],
    ['a bearer from the environment', 'cloudflare({ headers: { a: `Bearer ${process.env.T}` } });'],
    ['a name in a comment', '// tkn: cloudflareKeyOfThe, tkn=cloudflareKey'],
    ['a sentence', "t({ tkn: 'Please give a token' }); // cloudflare"],
    ['an address without a key', "cloudflare({ email: 'joe@corp.io' });"],
    ['the key of the documents', "const tkn = '1234567893feefc5f0q5000bfo0c38d90bbeb'; // cloudflare"],
    ['the name of a header', "cloudflare.headers.get('X-Auth-Key');"],
  ])('%s', (_, source) => {
    expect(marksIn('hardcoded-credential', source)).toEqual([]);
  });
});
