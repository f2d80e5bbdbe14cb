import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeControls, mask, redact } from '../../src/report/safe-text.js';

const KEY = '8afbe6dea02407989af4dd4c97bb6e25a1b2c'; // 37 hexadecimal digits

describe('credentials by role', () => {
  it.each([
    ["form: { a: 'rec_new', tkn: 'canary', email: 'canary' }"],
    ['{"tkn": "canary", "a": "x"}'],
    ["var token = 'canary';"],
    ['const apiKey: string = "canary"'],
    ['api_key = `canary`'],
    ["form.tkn = 'canary'"],
    ["form['tkn'] = 'canary'"],
    ['params.append("tkn", "canary")'],
    ["new URLSearchParams([['a', 'x'], ['email', 'canary']])"],
    ["req.setRequestHeader('X-Auth-Key', 'canary')"],
    ["headers: { 'X-Auth-Email': 'canary', 'X-Auth-Key': 'canary' }"],
    ["Authorization: 'Bearer canary'"],
    ["{ 'authorization': `Bearer canary` }"],
    ["const CF_API_KEY = process.env.X || 'canary'"],
    ["tkn: process.env.A ?? 'canary'"],
    ["tkn: test ? 'canary' : key"],
    ["tkn:\n    'canary'"],
    ["tkn: 'can' + 'canary'"],
    ["tkn: String('canary')"],
    ["tkn: ('canary')"],
    ["function f(tkn = 'canary') {}"],
    [`tkn: \`\${x || "canary"}\``],
    ["'?a=x&tkn=canary&email=canary&u=canary'"],
    ["body: 'tkn=canary&a=x'"],
    ["curl -d 'a=x' -d 'tkn=canary'"],
    ["'X-Auth-Key: canary'"],
    ["const cloudflareKey = 'canary'"],
    ["tkn: 'it\\'s canary'"],
    ["var account = { email: process.env.E, key: 'canary' };"],
    ["'&tkn=' + 'canary' + '&a=x'"],
    ["'&tkn=' + encodeURIComponent(process.env.T || 'canary') + '&a=x'"],
    [`\`?tkn=\${process.env.T || 'canary'}&a=x\``],
    ["'x-auth-user-service-key': 'canary'"],
    ['// X-Auth-Key: canary'],
    ["const tkn =\n  // it's this one\n  'canary';"],
    ["const tkn = /* it's this one */ 'canary';"],
    ["array('tkn' => 'canary', :email => 'canary')"],
    ['url.Values{"tkn": {"canary"}, "email": []string{"canary"}}'],
    ['variable "tkn" {\n  type = "string"\n  default = "canary"\n}'],
    ['<input name="tkn" value="canary"><input value=\'canary\' type="text" name=email>'],
  ])('masks %s', (text) => {
    const masked = mask(text);
    expect(masked).not.toContain('canary');
    expect(masked).toHaveLength(text.length);
  });

  it('keeps everything but the value', () => {
    expect(mask("{ a: 'rec_new', tkn: 'abc', z: 'example.com' }")).toBe(
      "{ a: 'rec_new', tkn: '***', z: 'example.com' }",
    );
  });

  it.each([
    ['tkn: process.env.CF_KEY, email: config.email, z: zone'],
    ["tkn: process.env['CF_KEY']"],
    ["tkn: config.get('cloudflare.key')"],
    ["const token = require('./token')"],
    ['tkn: key'],
    ["if (token === 'undefined') return"],
    ["key: 'name'"],
    ["{ a: 'zone_load_multi', z: 'example.com' }"],
    ['npm:cloudflare@0.0.8'],
    [`headers: { Authorization: \`Bearer \${token}\` }`],
    ["const token = 1;\nconst zone = 'example.com';"],
    ["const email = user.email\nconst zone = 'example.com'"],
    ['0123456789abcdef0123456789abcdef'],
    ["console.log('Your email: ' + name + 'is wrong')"],
    ["'?tkn=' + tkn + '&z=example.com'"],
    ["form({ a: 'ban', tkn: tkn, email: email, key: '203.0.113.9' })"],
    ["tokens.map((token) => 'x')"],
    [`<input name="tkn" value="\${tkn}"><input name="zone" value="example.com">`],
    ['// X-Auth-Key: %CF_KEY%'],
    ['const token = {\n  "a": "x" };'],
  ])('leaves %s', (text) => {
    expect(mask(text)).toBe(text);
  });

  it('masks values without quotes where the file needs none', () => {
    expect(mask('CF_KEY=canary\nzone: example.com\ntoken: canary2\n', true)).toBe(
      'CF_KEY=******\nzone: example.com\ntoken: *******\n',
    );
  });
});

describe('where values need no quotes', () => {
  it.each([
    ['ENV CF_TKN canary'],
    ['<token>canary</token>'],
    ["tkn: 'canary' // it's"],
    ['curl -H "X-Auth-Key: canary"'],
  ])('masks %s', (text) => {
    expect(mask(text, true)).not.toContain('canary');
  });
});

describe('credentials by pattern', () => {
  it('masks keys and addresses anywhere', () => {
    expect(mask(`// ${KEY} of me@example.org`)).toBe(`// ${'*'.repeat(37)} of ${'*'.repeat(14)}`);
  });

  it('masks what looks drawn at random after a role, in a comment', () => {
    expect(mask('// token: 8afbe6dea02407989af4dd4c97bb6e25')).toBe(`// token: ${'*'.repeat(32)}`);
  });

  it('masks a bearer in a header string', () => {
    expect(mask("['Accept: x', 'Authorization: Bearer canary']")).not.toContain('canary');
  });
});

describe('what is masked already', () => {
  it.each([
    ['const email=&}', 'const email=**'],
    // each mask here opens the next
    ['.?u=token:  &const email=&(]', '.?u=******  ****** email=***'],
  ])('stays as it is: %s', (text, masked) => {
    expect(mask(text, true)).toBe(masked);
    expect(mask(masked, true)).toBe(masked);
  });

  it('is all of a text whose masks open one another again and again', () => {
    const text = 'const email=\n`"`{\\'.repeat(30);
    expect(mask(text, true)).toBe(text.replace(/[^\n]/g, '*'));
  });
});

describe('a mask covers the value and nothing else', () => {
  it.each([
    ["f(tkn = 'abc') + 'def'", "f(tkn = '***') + 'def'", false],
    ["[tkn = 'abc'] + 'def'", "[tkn = '***'] + 'def'", false],
    ["tkn: conf['abc'] || 'def'", "tkn: conf['abc'] || '***'", false],
    ["tkn: conf.get ('abc')", "tkn: conf.get ('abc')", false],
    [
      "tkn: (a ? 'abc' : conf(x, 'def')) || 'ghi', z: 'jkl'",
      "tkn: (a ? '***' : conf(x, 'def')) || '***', z: 'jkl'",
      false,
    ],
    ['// to me.too@a.b.example.org, or me%40x.example!', '// to **********************, or **************!', false],
    [
      'cfk_0123456789abcdefghij cfk_0123456789abcdefghi xcfk_0123456789abcdefghij',
      '************************ cfk_0123456789abcdefghi xcfk_0123456789abcdefghij',
      false,
    ],
    ["'Bearer   abc def'", "'Bearer   *** def'", false],
    ["'a api_key=abc apikey=def b'", "'a api_key=*** apikey=*** b'", false],
    ['// X-Auth-Key:a, X-Auth-Email:  b/c d', '// X-Auth-Key:*, X-Auth-Email:  *** d', false],
    [
      '// token: abc0123456789def, token: abc012345678def0.x, token: abcdefghijklmnop',
      '// token: ****************, token: abc012345678def0.x, token: abcdefghijklmnop',
      false,
    ],
    ["const email = user.email\r\nconst zone = 'abc'", "const email = user.email\r\nconst zone = 'abc'", false],
    ["const email = user.email\rconst zone = 'abc'", "const email = user.email\rconst zone = 'abc'", false],
    ["const email = user.email +\n  'abc'", "const email = user.email +\n  '***'", false],
    ["const email = user.email\n\n  + 'abc';\nf('def')", "const email = user.email\n\n  + '***';\nf('def')", false],
    [
      "tkn: `a${b}c${'d'}e${x || \"f\"}${f('g', 'h')}`, z: `i`",
      "tkn: `*${b}*${'*'}*${x || \"*\"}${f('*', 'h')}`, z: `i`",
      false,
    ],
    ["tkn: 'abc\nf('def')", "tkn: '***\nf('def')", false],
    ["tkn: `abc\ndef`, z: 'ghi'", "tkn: `***\n***`, z: 'ghi'", false],
    ["tkn: 'abc", "tkn: '***", false],
    ["tkn: '", "tkn: '", false],
    ["tkn: 'a' /* it's * x */ + 'b', z: 'c'", "tkn: '*' /* it's * x */ + '*', z: 'c'", false],
    ["tkn: 'a' // it's", "tkn: '*' // it's", false],
    ["tkn: /* it's", "tkn: /* it's", false],
    ["tkn: a / b['c'] / 'd', z: 'e'", "tkn: a / b['c'] / '*', z: 'e'", false],
    [
      "{ \"email\": e, \"key\": 'abc' }, {email:e,key:'abc'}, {\nemail : e,\n'key' : 'abc'}",
      "{ \"email\": e, \"key\": '***' }, {email:e,key:'***'}, {\nemail : e,\n'key' : '***'}",
      false,
    ],
    ["tkn: (((((((((('abc'", "tkn: (((((((((('abc'", false],
    [
      "Authorization: 'Bearer  abc', authorization: 'Basic def', x: 'my Token ghi'",
      "Authorization: 'Bearer  ***', authorization: 'Basic ***', x: 'my Token ghi'",
      false,
    ],
    ["Authorization: 'Bearer '", "Authorization: 'Bearer '", false],
    ["'tkn=' + a + 'abc'", "'tkn=' + a + 'abc'", false],
    ["'?tkn=' + (a || 'abc') + 'def'", "'?tkn=' + (a || '***') + 'def'", false],
    ["'?tkn=${a || 'abc'}'", "'?tkn=${a || '***'}'", false],
    ["`?tkn=$${'abc'}`", "`?tkn=$${'abc'}`", false],
    ['[]string{ "abc" }; "tkn": []string{ "abc" , "def"}', '[]string{ "abc" }; "tkn": []string{ "***" , "***"}', false],
    [
      "tkn: String ('abc') + xString('def') + a.concat('ghi')",
      "tkn: String ('***') + xString('def') + a.concat('***')",
      false,
    ],
    ['tkn=\'abc\' email="def" z=ghi', 'tkn=\'***\' email="***" z=ghi', true],
    ["token: abc # it's\nzone: def", "token: *** # it'*\nzone: def", true],
    [
      'ENV CF_TKN abc def\nENV ZONE abc\n<email>a b</email><zone>c</zone>',
      'ENV CF_TKN *** def\nENV ZONE abc\n<email>***</email><zone>c</zone>',
      true,
    ],
    [
      "<input value='abc' name='tkn'/><input value='def' name='zone'/><b>name='tkn' value='ghi'",
      "<input value='***' name='tkn'/><input value='def' name='zone'/><b>name='tkn' value='ghi'",
      false,
    ],
    ['email=a@b.example tkn=abc', 'email=*********** tkn=***', true],
    ['{ tkn: \'\', email: "" }', '{ tkn: \'\', email: "" }', false],
    [
      "'a' === tkn, 'tkn' == b, tkn => 'abc', tkn == 'def'",
      "'a' === tkn, 'tkn' == b, tkn => 'abc', tkn == 'def'",
      false,
    ],
  ])('%j', (text, masked, bare) => {
    expect(mask(text, bare)).toBe(masked);
  });

  it('up to twenty literals, and five hundred characters', () => {
    const many = (count: number, literal: string) => Array(count).fill(literal).join(' + ');
    expect(mask(`tkn: ${many(22, "'a'")}`)).toBe(`tkn: ${many(20, "'*'")} + ${many(2, "'a'")}`);
    expect(mask(`tkn: ${' '.repeat(480)}'abc' + '${'d'.repeat(40)}' + 'efg'`)).toMatch(/'\*{3}' \+ '\*{40}' \+ 'efg'$/);
  });
});

describe('any text', () => {
  const parts = fc.constantFrom(
    'tkn',
    ':',
    '=',
    "'",
    '"',
    '`',
    '${',
    '}',
    '(',
    ')',
    '\n',
    '\\',
    'a@b.co',
    'Bearer ',
    '&',
    ' ',
  );
  const text = fc.array(fc.oneof(parts, fc.string()), { maxLength: 40 }).map((all) => all.join(''));

  it('keeps length and line ends', () => {
    fc.assert(
      fc.property(text, fc.boolean(), (source, bare) => {
        const masked = mask(source, bare);
        expect(masked).toHaveLength(source.length);
        expect(masked.replace(/[^\r\n]/g, '.')).toBe(source.replace(/[^\r\n]/g, '.'));
      }),
      { numRuns: 1000 },
    );
  });

  it('never lets a control or direction character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (source) => {
        expect(redact(source)).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
      }),
    );
  });

  it('takes time in proportion to the text', () => {
    // processor time: what else the machine does is not counted
    const started = process.cpuUsage();
    const units = ['tkn=a.b-c@', 'tkn:', "tkn:'", 'tkn:(', 'a.', 'email\n', 'Bearer ', '"'];
    for (const unit of units) mask(unit.repeat(20_000));
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(10_000);
  });
});

it('shows controls, escapes and direction marks as their code', () => {
  expect(escapeControls('a\u001b[31m\u202eb\u009b\n')).toBe('a\\u001b[31m\\u202eb\\u009b\\u000a');
});
