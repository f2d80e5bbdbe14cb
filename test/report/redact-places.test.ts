/** Each name, place and pattern of a credential by itself: what is masked, and what stands close to it and is not. */
import { describe, expect, it } from 'vitest';
import { escapeControls, joinSafe, mask, redact, safe, showPath } from '../../src/report/safe-text.js';

const NAMES = ['tkn', 'token', 'apikey', 'api_key', 'api-key', 'authkey', 'auth_key', 'auth_email_key', 'globalkey'];
const MORE = ['global_key', 'global-key', 'secret', 'passwd', 'password', 'email', 'e_mail', 'e-mail', 'authorization'];
const OWN = [
  'cfKey',
  'cf_api_key',
  'cloudflareKey',
  'CLOUDFLARE_KEY',
  'x-auth-user-service-key',
  'my$tkn',
  'old-token',
];

describe('names', () => {
  it.each([...NAMES, ...MORE, ...OWN])('%s', (name) => {
    expect(mask(`{ '${name}': 'canary' }`)).toBe(`{ '${name}': '******' }`);
    expect(mask(`f('${name}', 'canary')`)).toBe(`f('${name}', '******')`);
  });

  it.each(['key', 'name', 'tokens', 'emailed', 'zone', 'cf', 'keycf', 'globalxkey', 'e.mail'])('not %s', (name) => {
    expect(mask(`{ '${name}': 'canary' }`)).toBe(`{ '${name}': 'canary' }`);
  });
});

/** `canary` is masked, and nothing else */
describe('places', () => {
  it.each([
    ["tkn += 'canary'"],
    ["tkn |= 'canary'"],
    ["tkn ||= 'canary'"],
    ["tkn ??= 'canary'"],
    ["tkn?: 'canary'"],
    ["tkn := 'canary'"],
    ["f( 'tkn' , 'canary' )"],
    ["[\n'tkn'\n,\n'canary']"],
    ['variable  "tkn"  {\n  type = "x"\n  default  = "canary"\n}'],
    ['<a name="tkn" value="canary">'],
    ['<input value="canary" name="tkn">'],
    ['<input value="canary" name=tkn>'],
    ['<input name = "tkn" value = "canary">'],
    ['<INPUT NAME="TKN" VALUE="canary">'],
    ["'&a=x&tkn= ' + 'canary'"],
    ['"tkn": { "canary" , "canary" , }'],
    ['"tkn": {\n"canary"\n}'],
    ["tkn:String('canary')"],
    ["tkn: Buffer.from('canary')"],
    ["tkn: btoa('canary')"],
    ["tkn: atob('canary')"],
    ["tkn: ''.concat('canary')"],
    ["tkn: encodeURIComponent('canary')"],
    ["tkn: escape('canary')"],
    ["tkn: Promise.resolve('canary')"],
    ["tkn:Promise.resolve('canary')"],
    ["tkn: resolve('canary')"],
    ['// Bearer canary'],
    ['GET /x?tkn=canary'],
    ['GET /x?token=canary'],
    ['GET /x?email=canary'],
    ['GET /x?a=1&apikey=canary'],
    ['GET /x?a=1&api_key=canary'],
    ['GET /x?a=1&u=canary'],
    ['// X-Auth-Key: canary'],
    ['// X-Auth-Email: canary'],
    ['// X-Auth-User-Service-Key: canary'],
    ["'a tkn=canary'"],
    ["'my-secret: canary'"],
    ["tkn: (((((((('canary'"],
    ["tkn: (a\n'canary')"],
    ["tkn: a || ('canary')"],
    ["const email = user.address +  \n  'canary'"],
    ["tkn: a + /* x */\n'canary'"],
    ["tkn:\n// it's\n'canary'"],
    ["tkn: /*/ it's */ 'canary'"],
    ["tkn: /* a *//b/.x || 'canary'"],
    ['cfk_canarycanarycanarycanary'],
    ['cfat_canarycanarycanarycanary'],
    ['cfut_canarycanarycanarycanary'],
    ['// token: a1bcdefgh2ijklmno3'],
    ['// token: a1bcdefgh2ijklmno3^'],
    ['// token: a1b-cdefgh2ij_klmno3'],
    ['// me@example.org, me%40mail.example.org'],
  ])('masked: %s', (text) => {
    const masked = mask(text);
    expect(masked).not.toBe(text);
    expect(masked).not.toMatch(/canary|a1b|example\.org/);
    expect(masked).toHaveLength(text.length);
    const kept = (one: string) =>
      one.replace(/c(?:f(?:k|at|ut)_)?(?:canary)+|canary|\*+|a1[\w-]+|me[@%\w.]+|cf\w+/g, '');
    expect(kept(masked)).toBe(kept(text));
  });

  it.each([
    ["x ^'tkn', 'abc'"],
    ['myvariable "tkn" {\n  default = "abc"\n}'],
    ['variable "tkn" {\n  nodefault = "abc"\n}'],
    ['<input name=tknx value="abc">'],
    ['<input name="tkn"x value="abc">'],
    ['tkn: conf {"abc"}'],
    ['forbearer abcdef'],
    ['MyX-Auth-Key: abc'],
    ['  email=abc;'],
    ['<email>abc</email>'],
    ['ENV CF_TKN abc'],
    ['// token: see a1bcdefgh2ijklmno3'],
    ['// token: abcdefghijklmnop12'],
    ['// token: abcd1efgh2ijklmnop'],
    ['  token=bearerOfNews;'],
    ["const email = a + b\nconst zone = 'abc'"],
    ["const email = user.email // x\nconst zone = 'abc'"],
    ["'?tkn=${a'"],
    ["'?tkn=${a{${'bcd'}'"],
    [`tkn:${' '.repeat(500)}'abc'`],
    ['// token: a1bcdefgh2ijklmno3.x'],
    ['// token: a1bcdefgh2ijklmno3(x)'],
    ['// token: a1bcdefgh2ijklmno3[x]'],
    ['cfk_canarycanary'],
    ['cfxt_canarycanarycanarycanary'],
    ["tkn: toString('abc')"],
    ["tkn: fromx('abc')"],
    ["tkn: x$from('abc')"],
  ])('left: %s', (text) => {
    expect(mask(text)).toBe(text);
  });

  it.each([
    ["'&tkn=abc' + 'def'", "'&tkn=***' + 'def'"],
    ["tkn: 'a${b}c'", "tkn: '******'"],
    ["token: 'my Bearer abc'", "token: '*************'"],
    ["authorization: 'Token abc'", "authorization: 'Token ***'"],
    ['{ tkn: "abc", key: "def" }', '{ tkn: "***", key: "def" }'],
    [`'a tkn=${'b'.repeat(300)}'`, `'a tkn=${'*'.repeat(300)}'`],
  ])('%s becomes %s', (text, masked) => {
    expect(mask(text)).toBe(masked);
  });
});

describe('where values need no quotes', () => {
  it.each([
    ['token: a^b', 'token: ***'],
    ['\t ENV CF_TKN abc', '\t ENV CF_TKN ***'],
    ['setenv CF_TKN abc', 'setenv CF_TKN ***'],
    ['run ENV CF_TKN abc', 'run ENV CF_TKN abc'],
    ['ENV CF_TKN=abc', 'ENV CF_TKN=***'],
    ['ENV ZONE abc', 'ENV ZONE abc'],
    ['<token>abc</token><zone>abc</zone>', '<token>***</token><zone>abc</zone>'],
    ['<TOKEN>a b</TOKEN>', '<TOKEN>***</TOKEN>'],
    ['token: abc # def', 'token: *** # def'],
    ["token: http://x 'abc'", "token: ******** '***'"],
    ["token: a b//c 'def'", "token: * b//c '***'"],
    ['token:\tabc;def', 'token:\t***;def'],
  ])('%j becomes %j', (text, masked) => {
    expect(mask(text, true)).toBe(masked);
  });
});

describe('texts that are fit to be shown', () => {
  it('have the code of what is not seen', () => {
    expect(escapeControls('a\u{e0001}b\u200bc\ud800')).toBe('a\\u{e0001}b\\u200bc\\ud800');
    expect(showPath('a\n\u202eb/tkn=c.js')).toBe('a\\u000a\\u202eb/tkn=c.js');
  });

  it('are put together', () => {
    expect(safe`${redact('a')}: ${2} \n`).toBe('a: 2 \n');
    expect(joinSafe([redact('a'), redact('b')])).toBe('a\nb');
    expect(joinSafe([redact('a'), redact('b')], ', ')).toBe('a, b');
  });
});
