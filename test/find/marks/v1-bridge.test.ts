import { expect, it } from 'vitest';
import { marksIn } from './marks-in.js';

const FROM = "'./cloudflare-v1-bridge'";

it.each([
  ['an import', `import { cloudflareV1 } from ${FROM};`, 'a.mjs'],
  ['an import of TypeScript', `import bridge = require(${FROM});`, 'a.ts'],
  ['a declarator', `bridge = require(${FROM})`, 'a.js'],
  ['a require alone', `require('./cloudflare-v1-bridge.js')`, 'a.js'],
])('%s loads a bridge', (_, load, file) => {
  const source = load.startsWith('bridge') ? `const ${load};` : load;
  expect(marksIn('v1-bridge', source, { file })).toEqual([load]);
});

it.each([
  ['another package', "import { cloudflareV1 } from 'cloudflare-v1-bridge';", 'a.mjs'],
  ['another name', "import a = require('./cloudflare-v1-bridges');", 'a.ts'],
  ['a name that is no file', 'import Bridge = cloudflare.v1bridge; // cloudflare-v1-bridge', 'a.ts'],
  ['a path that is not known', 'require(`${there}/cloudflare-v1-bridge`)', 'a.js'],
  ['another function', `load(${FROM})`, 'a.js'],
])('%s is none', (_, source, file) => {
  expect(marksIn('v1-bridge', source, { file })).toEqual([]);
});
