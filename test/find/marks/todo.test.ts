import { describe, expect, it } from 'vitest';
import { marksIn } from './marks-in.js';

const LINE = '// TODO(cloudflare-v4): look at this. cfv1 explain unseen-record-id';
const CALL =
  "require('request').post('https://www.cloudflare.com/api_json.html', { form: { a: 'stats', tkn: t, email: e, z: 'x' } });";

describe('what a migration left to do', () => {
  it.each([
    ['above migrated code', `${LINE}\ncloudflare.dns.records.edit(id, {});`],
    ['at the end', `run();\n${LINE}`],
    ['in a block comment', '/* TODO(cloudflare-v4): look at this */\nrun();'],
    ['above a function that holds a call', `${LINE}\nfunction f() {\n  ${CALL}\n}`],
  ])('%s', (_, source) => {
    expect(marksIn('todo', source)).toHaveLength(1);
  });
});

describe('no finding', () => {
  it.each([
    ['above a call that is reported', `${LINE}\n${CALL}`],
    ['with another comment between', `${LINE}\n// more\n${CALL}`],
    ['above a package that is reported', `${LINE}\nconst api = require('cloudflare-api');`],
    ['a string', `log('TODO(cloudflare-v4): none');`],
    ['another TODO', '// TODO(cloudflare): none\nrun();'],
  ])('%s', (_, source) => {
    expect(marksIn('todo', source)).toEqual([]);
  });
});
