/**
 * Values that lead to one another are followed to their end: what took as many steps as the parts have orders, and so
 * was given up, is asked for apart from what led there.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { DEFAULT_MIGRATION } from '../../src/options.js';
import { analyse } from '../../src/pipeline.js';

const MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const REQUEST = `require('request').post({
  url: 'https://www.cloudflare.com/api_json.html',
  form: { a: 'fpurge_ts', tkn: process.env.KEY, email: process.env.MAIL, z: 'example.com', v: 1 },
});`;

interface Source {
  readonly file: string;
  readonly text: string;
}

/** What is found in the sources, of which those that end in one of the names call v1 too. */
function found(sources: readonly Source[], callers: readonly string[]): readonly string[] {
  const planted = sources.map(({ file, text }) =>
    callers.some((name) => file.endsWith(name)) ? { file, text: `${text}\n${REQUEST}` } : { file, text },
  );
  const { findings } = analyse(planted, { manifests: {}, lockFile: null }, DEFAULT_MIGRATION);
  return findings.map(({ file, rule, applicability }) => `${file} ${rule} ${applicability}`);
}

function sourcesOf(folder: string): readonly Source[] {
  return readdirSync(join(MODULES, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.js'))
    .map((file) => ({ file, text: readFileSync(join(MODULES, folder, file), 'utf8') }));
}

it('members set under computed names, which are members themselves', () => {
  const lines = (line: (n: number) => string) => Array.from({ length: 40 }, (_, n) => line(n));
  const library = [
    `const names = { ${lines((n) => `k${n}: 'key${n}'`).join(', ')} };`,
    'function State() {}',
    ...lines((n) => `names[names.k${n}] = function () { return names[names.k${(n * 7) % 40}]; };`),
    'module.exports = names;',
  ].join('\n');
  const caller = ["const names = require('./library');", ...lines((n) => `names[names.k${n}]();`)].join('\n');
  const sources = [
    { file: 'a.js', text: caller },
    { file: 'library.js', text: library },
  ];
  expect(found(sources, ['a.js'])).toEqual(['a.js v1-call safe']);
});

it('an object whose functions are given parts of it: webidl of undici', () => {
  expect(found(sourcesOf('undici/lib/web/fetch'), ['headers.js'])).toEqual(['headers.js v1-call safe']);
});

// as long as all other tests of the folder together
it.runIf(process.env.LONG)('the same among all that uses it', { timeout: 240_000 }, () => {
  expect(found(sourcesOf('undici/lib/web'), ['fetch/headers.js'])).toEqual(['fetch/headers.js v1-call safe']);
});

it('a member that is set to what is read of itself: the stack of errors of got', () => {
  expect(found(sourcesOf('got/dist/source'), ['as-promise/index.js'])).toEqual(['as-promise/index.js v1-call safe']);
});
