import { expect, it } from 'vitest';
import { handsOn } from '../../src/find/handed-on.js';
import { isFailure, parseModule } from '../../src/syntax/index.js';

const CALL = "require('request').post({ url: 'https://www.cloudflare.com/api_json.html', form: { a: 'stats' } })";

function handed(text: string, file = 'a.js'): boolean {
  const module = parseModule(file, text);
  if (isFailure(module)) throw new Error(module.message);
  return handsOn(module);
}

it.each([
  ['a function that nobody names', `exports.x = 1;\nfunction purge() { ${CALL}; }`],
  ['a statement of its own', `module.exports = { x: 1 };\n${CALL};`],
  [
    'what shares a package',
    `var request = require('request');\nexports.get = () => request('x');\nfunction p() { request('api_json'); }`,
  ],
  ['what a module of ECMAScript keeps', `export const x = 1;\nasync function p() { ${CALL}; }\np();`],
  [
    'a class that is not shown',
    `class Cf { a() { ${CALL}; } }\nnew Cf().a();\nexports.y = function (Cg) { return Cg; };`,
  ],
])('%s stays in the file', (_, text) => {
  expect(handed(text)).toBe(false);
});

it.each([
  ['an export', `exports.purge = function () { ${CALL}; };`],
  ['an export by name', `function purge() { ${CALL}; }\nmodule.exports = { purge };`],
  ['an export of ECMAScript', `export function purge() { ${CALL}; }`],
  ['a list of exports', `const purge = () => ${CALL};\nexport { purge as p };`],
  ['a default', `const purge = () => ${CALL};\nexport default purge;`],
  ['something between', `function a() { ${CALL}; }\nconst b = { a };\nfunction c() { return b; }\nexports.c = c;`],
  ['an address', `var url = 'https://www.cloudflare.com/api_json.html';\nexports.options = { url: url };`],
  ['a prototype', `function Cf() {}\nCf.prototype.a = function () { ${CALL}; };\nmodule.exports = Cf;`],
  ['what is put into something shown', `var api = {};\nmodule.exports = api;\napi.purge = function () { ${CALL}; };`],
  ['a list that is shown', `var all = [];\nall.push(function () { ${CALL}; });\nexports.all = all;`],
  ['this at the top', `this.purge = function () { ${CALL}; };`],
  ['this of a wrapper', `(function (root) { root.purge = function () { ${CALL}; }; })(this);`],
  ['a wrapper of modules', `define([], function () { return function () { ${CALL}; }; });`],
  ['a name that is not declared', `purge = function () { ${CALL}; };`],
  ['a global', `globalThis.purge = function () { ${CALL}; };`],
  ['a package that is changed', `var r = require('request');\nr.old = function () { ${CALL}; };\nexports.r = r;`],
  ['Object.assign', `Object.assign(module.exports, { purge() { ${CALL}; } });`],
  ['eval', `function purge() { ${CALL}; }\nfunction other() { eval('purge()'); purge(); }`],
  ['a pattern', `({ purge: exports.purge } = { purge() { ${CALL}; } });`],
])('%s hands on', (_, text) => {
  expect(handed(text)).toBe(true);
});

it('TypeScript', () => {
  expect(handed(`const purge = () => ${CALL};\nexport = purge;`, 'a.ts')).toBe(true);
  expect(handed(`export interface X { a: 1 }\nconst purge = (): void => { ${CALL}; };\npurge();`, 'a.ts')).toBe(false);
});
