/** Each name, place and pattern of a credential by itself: what is masked, and what stands close to it and is not. */
import { describe, expect, it } from 'vitest';
import { mask } from '../../src/report/safe-text.js';

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
    ['{ tkn: "abc", key: "def" }', '{ tkn: "***", key: "def" }'],
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
    ['token:\tabc;def', 'token:\t***;def'],
  ])('%j becomes %j', (text, masked) => {
    expect(mask(text, true)).toBe(masked);
  });
});
