import { describe, expect, it } from 'vitest';
import { concernedIn } from '../../src/find/concerned.js';
import { repository } from '../../src/find/repository.js';

const CALL = "require('request').post({ url: 'https://www.cloudflare.com/api_json.html', form: { a: 'stats' } })";

/** Is what stands at `HERE` looked at? */
function looksHere(text: string, others: Readonly<Record<string, string>> = {}, handed = false): boolean {
  const texts = Object.entries({ 'a.js': text, ...others }).map(([file, one]) => ({ file, text: one }));
  const module = repository(texts, { manifests: { 'package.json': '{}' }, whole: true }).module('a.js');
  if (!module) throw new Error('cannot be parsed');
  let at: { start?: number | null } | null = null;
  module.program.traverse({
    Identifier({ node }) {
      if (node.name === 'HERE') at = node;
    },
  });
  if (!at) throw new Error('no HERE');
  return concernedIn(module.program, handed)(at);
}

describe('what has nothing to do with v1', () => {
  it.each([
    ['a function beside one that asks', `function a() { HERE(); }\nfunction purge() { ${CALL}; }`],
    ['a property of the same name', `exports.x = (o) => HERE(o.purge);\nfunction purge() { ${CALL}; }`],
    ['a parameter of the same name', `exports.x = (purge) => HERE(purge);\nfunction purge() { ${CALL}; }`],
    ['what uses the same package', `var _ = require('lodash');\nHERE(_.map);\nfunction p() { ${CALL}; _.map(); }`],
    ['what is shown beside it', `exports.x = function () { HERE(); };\nfunction purge() { ${CALL}; }`],
  ])('%s', (_, text) => {
    expect(looksHere(text)).toBe(false);
  });

  it('a file that has to do with v1 no more than this one', () => {
    expect(looksHere(`var b = require('./b');\nb.HERE();\n${CALL};`, { 'b.js': 'exports.HERE = () => 1;' })).toBe(
      false,
    );
  });
});

describe('what may have to do with it', () => {
  it.each([
    ['the statement itself', `function purge() { HERE(${CALL}); }`],
    ['what names it', `function purge() { ${CALL}; }\nHERE(purge);`],
    ['what names what names it', `function purge() { ${CALL}; }\nvar b = { purge };\nfunction c() { HERE(b); }`],
    ['what a client is named by', `var send = require('got');\nfunction c() { HERE(send); }`],
    ['what shares the exports', `exports.purge = function () { ${CALL}; };\nfunction x() { exports.HERE(); }`],
    ['this at the top', `this.purge = function () { ${CALL}; };\nthis.HERE();`],
    ['a global that is set', `send = function () { ${CALL}; };\nexports.x = function () { HERE(); };`],
    ['a package that is changed', `var p = require('p');\np.cf = function () { ${CALL}; };\nfunction x() { HERE(p); }`],
    ['any file', `var b = require('./' + name);\nfunction x() { HERE(b); }`],
    ['a loader that is handed on', `var b = load(require);\nfunction x() { HERE(b); }`],
    ['what is said above it', `// asks Cloudflare\nfunction x() { HERE(); }`],
    ['an address', `var Url = { v1: 'https://www.cloudflare.com/api_json.html' };\nfunction x() { HERE(Url.v1); }`],
  ])('%s', (_, text) => {
    expect(looksHere(text)).toBe(true);
  });

  it.each([
    ['keeps its request to itself', `exports.HERE = () => 1;\nfunction purge() { ${CALL}; }`],
    ['keeps to itself what it loads', "exports.HERE = () => 1;\nfunction purge() { require('./c')(); }"],
    ['ends the program', 'exports.HERE = () => process.exit(1);'],
  ])('a file that %s', (_, b) => {
    const others = { 'b.js': b, 'c.js': `module.exports = function () { ${CALL}; };` };
    expect(looksHere(`var b = require('./b');\nb.HERE();\nfunction p() { ${CALL}; }`, others)).toBe(false);
  });
});

describe('what may come from other files', () => {
  it.each([
    ['a file that does', `exports.b = function () { ${CALL}; };`],
    ['a file that loads one', "exports.b = require('./c');"],
    ['one of two that load each other', "exports.d = require('./d');"],
    ['a file that loads it by any name', "exports.b = (name) => require('./' + name);\nexports.c = require('./c');"],
  ])('%s', (_, b) => {
    const c = `module.exports = function () { ${CALL}; };`;
    const d = "exports.b = require('./b');\nexports.c = require('./c');";
    const others = { 'b.js': b, 'c.js': c, 'd.js': d };
    expect(looksHere(`var b = require('./b');\nfunction x() { HERE(b); }`, others)).toBe(true);
  });

  it('what other files hand over, where it names an action', () => {
    const text = `module.exports = function (api) { api.HERE('rec_load_all'); };\nfunction y() { ${CALL}; }`;
    const main = "var api = require('./c');\nrequire('./a')(api);";
    const others = { 'main.js': main, 'c.js': `exports.HERE = function () { ${CALL}; };` };
    expect(looksHere(text, others)).toBe(false);
    expect(looksHere(text, others, true)).toBe(true);
  });
});
