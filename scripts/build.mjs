/**
 * Builds `dist`: the program as one entry and chunks that are loaded when they are needed, bundled with what they use,
 * since hundreds of small files take longer to load than a run on a clean repository; and around them the modules that
 * package.json names.
 */
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from '@babel/parser';
import babelTypes from '@babel/types';
import { rolldown } from 'rolldown';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');

/** Chunk → source. The threads of `--jobs` find theirs beside them. */
const INPUT = {
  main: 'src/cli/main.ts',
  library: 'src/index.ts',
  eslint: 'src/eslint/index.ts',
  'analyse-thread': 'src/cli/analyse-thread.ts',
  'v1-to-v4-sdk': 'transforms/v1-to-v4-sdk.ts',
  'v1-to-v4-fetch': 'transforms/v1-to-v4-fetch.ts',
};

/** What others import, as modules of their own. */
const MODULES = {
  'src/cli/main.js': "#!/usr/bin/env node\nimport '../../cfv1.cjs';\n",
  'src/index.js': "export { analyse, DEFAULT_MIGRATION } from '../chunks/library.cjs';\n",
  'src/eslint/index.js': "import chunk from '../../chunks/eslint.cjs';\n\nexport default chunk.default;\n",
  'transforms/v1-to-v4-sdk.js': "import chunk from '../chunks/v1-to-v4-sdk.cjs';\n\nexport default chunk.default;\n",
  'transforms/v1-to-v4-fetch.js':
    "import chunk from '../chunks/v1-to-v4-fetch.cjs';\n\nexport default chunk.default;\n",
};

/** yargs asks where it lies to read its own texts, which are in it; what is first needs no chunk of its own. */
const QUIET = new Set(['EMPTY_IMPORT_META', 'INEFFECTIVE_DYNAMIC_IMPORT']);

/**
 * What is loaded together is one chunk, with all that it needs and none before it has: every run of `lint` and `ci` loads
 * the first, one that has something to say the others. Tables are of use without the rest.
 */
const TOGETHER = {
  first: ['src/cli/run.ts', 'src/cli/ci.ts', 'src/cli/accepted.ts'],
  tables: ['src/cli/actions.ts', 'src/cli/completion.ts'],
  told: ['src/cli/finish-lint.ts', 'src/report/pretty.ts'],
  analysis: ['src/pipeline.ts', 'src/cli/package-elsewhere.ts'],
};
/** Module → its chunk. */
const chunks = new Map();

function divide() {
  for (const [name, files] of Object.entries(TOGETHER)) {
    const found = new Set(files.map((file) => join(ROOT, file)));
    for (const id of found) {
      for (const one of this.getModuleInfo(id)?.importedIds ?? []) if (!one.startsWith('node:')) found.add(one);
      if (!chunks.has(id)) chunks.set(id, name);
    }
  }
}

/**
 * What of Babel makes and changes trees, and is never asked to: its place is taken by nothing, which makes the program
 * smaller and quicker to load. test/package/built.test.ts holds what is built to what the sources do.
 */
const UNUSED_PARTS =
  /[\\/]@babel[\\/]types[\\/]lib[\\/](?:asserts|builders|clone|comments|converters|modifications)[\\/].*\.js$/;
/** Which types of nodes there are and what is in them, read while building: what checks new nodes is not kept. */
const DEFINITIONS = /[\\/]@babel[\\/]types[\\/]lib[\\/]definitions[\\/]index\.js$/;
const TABLES = ['VISITOR_KEYS', 'FLIPPED_ALIAS_KEYS'];
/** What else of the package is kept. */
const OF_TYPES = {
  isReferenced: 'validators/isReferenced',
  isScope: 'validators/isScope',
  getBindingIdentifiers: 'retrievers/getBindingIdentifiers',
  getAssignmentIdentifiers: 'retrievers/getAssignmentIdentifiers',
  traverseFast: 'traverse/traverseFast',
  shallowEqual: 'utils/shallowEqual',
};
/** Groups of types, and tests of either, are kept where some text that is kept has a word for them. */
const sources = readdirSync(join(ROOT, 'src'), { recursive: true }).filter((name) => name.endsWith('.ts'));
const kept = Object.values(OF_TYPES).map((name) => fileURLToPath(import.meta.resolve(`@babel/types/lib/${name}.js`)));
const WORDS = new Set(
  [...sources.map((name) => join(ROOT, 'src', name)), ...kept].flatMap(
    (file) => readFileSync(file, 'utf8').match(/\w+/g) ?? [],
  ),
);
const isNamed = (type) => WORDS.has(type) || WORDS.has(`is${type}`);
const { VISITOR_KEYS, FLIPPED_ALIAS_KEYS } = babelTypes;
const GROUPS = Object.fromEntries(Object.entries(FLIPPED_ALIAS_KEYS).filter(([group]) => isNamed(group)));
const definitions = () =>
  `exports.VISITOR_KEYS = ${JSON.stringify(VISITOR_KEYS)};\nexports.FLIPPED_ALIAS_KEYS = ${JSON.stringify(GROUPS)};`;
/** One test of a type, and one of a group of types, in the place of 300 that are written out. */
const TESTS = /[\\/]@babel[\\/]types[\\/]lib[\\/]validators[\\/]generated[\\/]index\.js$/;
const tests = `const { VISITOR_KEYS, FLIPPED_ALIAS_KEYS } = require('../../definitions/index.js');
const shallowEqual = require('../../utils/shallowEqual.js').default;
const isOf = (type) => (node, opts) => Boolean(node) && node.type === type && (opts == null || shallowEqual(node, opts));
const isAmong = (types) => {
  const group = new Set(types);
  return (node, opts) => Boolean(node) && group.has(node.type) && (opts == null || shallowEqual(node, opts));
};
for (const type of Object.keys(VISITOR_KEYS)) exports['is' + type] = isOf(type);
for (const group of Object.keys(FLIPPED_ALIAS_KEYS)) exports['is' + group] = isAmong(FLIPPED_ALIAS_KEYS[group]);
`;
/** All tests as one thing that is exported: one getter is made for it, and not one for each of them. */
const ONE_OF_TESTS = /[\\/]@babel[\\/]types[\\/]lib[\\/]tests\.cjs$/;
const oneOfTests = "exports.tests = require('./validators/generated/index.js');";
/**
 * The rest of @babel/types is what src/syntax/babel.ts says: as fields, since its own are functions that look them up. As
 * a module of today, of which no copy is made for who imports it.
 */
const TYPES = /[\\/]@babel[\\/]types[\\/]lib[\\/]index\.js$/;
const typesInUse = () => {
  const named = [...Object.keys(VISITOR_KEYS), ...Object.keys(GROUPS)]
    .filter((type) => WORDS.has(`is${type}`))
    .map((type) => `is${type}: tests.is${type}`);
  const tables = TABLES.map((name) => `${name}: tables.${name}`);
  const imports = Object.entries(OF_TYPES).map(([name, file]) => `import ${name} from './${file}.js';`);
  return `import { tests } from './tests.cjs';
import tables from './definitions/index.js';
${imports.join('\n')}
export { ${Object.keys(OF_TYPES).join(', ')} };
export default { ${[...named, ...tables, ...Object.keys(OF_TYPES)].join(', ')} };`;
};
/**
 * Kinds of syntax that the parser is never asked for: trees of ESTree, V8's own calls, holes of templates; for Flow,
 * src/syntax/parse.ts asks the one in the package.
 */
const PARSER = /[\\/]@babel[\\/]parser[\\/]lib[\\/]index\.js$/;
const UNASKED = ['estree', 'flow', 'v8intrinsic', 'placeholders'];
function parserInUse(code) {
  const declared = parse(code).program.body.flatMap((one) => one.declarations ?? []);
  const unasked = declared.filter(({ id, init }) => init && UNASKED.includes(id.name));
  if (unasked.length !== UNASKED.length) throw new Error(`the parser has not each of ${UNASKED.join(', ')}`);
  let text = code;
  for (const { init } of unasked.reverse()) text = `${text.slice(0, init.start)}null${text.slice(init.end)}`;
  return text;
}
/**
 * What few runs use (help, pages, Markdown, shell scripts, patches) stays in its package and is loaded when it is first called:
 * it is installed anyway, and would be a quarter of this one.
 */
const LATER = {
  // the function itself for those that require it
  yargs: "module.exports = (...given) => require('yargs')(...given);",
  htmlparser2:
    "Object.defineProperty(exports, 'Parser', { enumerable: true, get: () => require('htmlparser2').Parser });",
  'mdast-util-from-markdown':
    "exports.fromMarkdown = (...given) => require('mdast-util-from-markdown').fromMarkdown(...given);",
  diff: ['diffArrays', 'formatPatch', 'structuredPatch']
    .map((name) => `exports.${name} = (...given) => require('diff').${name}(...given);`)
    .join('\n'),
  unbash: `exports.parse = (...given) => require('unbash').parse(...given);
exports.forEachChild = (...given) => require('unbash').forEachChild(...given);`,
};
const withoutUnused = {
  name: 'without-unused',
  resolveId: (id, importer) => {
    if (id === './tests.cjs' && TYPES.test(importer)) return join(dirname(importer), id);
    if (!(id in LATER)) return null;
    return importer?.startsWith('\0later:') ? { id, external: true } : { id: `\0later:${id}.cjs` };
  },
  load: (id) => {
    if (id.startsWith('\0later:')) return { code: LATER[id.slice('\0later:'.length, -'.cjs'.length)] };
    if (TYPES.test(id)) return { code: typesInUse() };
    if (DEFINITIONS.test(id)) return { code: definitions() };
    if (TESTS.test(id)) return { code: tests };
    if (ONE_OF_TESTS.test(id)) return { code: oneOfTests };
    if (PARSER.test(id)) return { code: parserInUse(readFileSync(id, 'utf8')) };
    return UNUSED_PARTS.test(id) ? { code: 'exports.none = null;' } : null;
  },
};

/** Text of one byte per letter is read as it lies, in a third of the time. */
const inAscii = (code) =>
  code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

rmSync(DIST, { recursive: true, force: true });
const bundle = await rolldown({
  cwd: ROOT,
  input: INPUT,
  platform: 'node',
  tsconfig: false,
  resolve: { mainFields: ['module', 'main'] },
  plugins: [{ name: 'divide', buildEnd: divide }, withoutUnused],
  // large, and wanted by --verify-types alone
  external: ['ts-morph'],
  onLog(level, log, handle) {
    if (!QUIET.has(log.code)) handle(level, log);
  },
});
const { output } = await bundle.write({
  dir: join(DIST, 'chunks'),
  format: 'cjs',
  exports: 'named',
  entryFileNames: '[name].cjs',
  chunkFileNames: '[name].cjs',
  comments: false,
  minify: true,
  codeSplitting: {
    groups: Object.keys(TOGETHER).map((name) => ({ name, test: (id) => chunks.get(id) === name })),
  },
});
await bundle.close();
for (const [file, text] of Object.entries(MODULES)) {
  mkdirSync(dirname(join(DIST, file)), { recursive: true });
  writeFileSync(join(DIST, file), text);
}
const hash = createHash('sha256');
for (const { fileName, code } of output) {
  const text = inAscii(code);
  writeFileSync(join(DIST, 'chunks', fileName), text);
  hash.update(`${fileName}\0${text}\0`);
}
const entry = readFileSync(join(ROOT, 'scripts/entry.cjs'), 'utf8');
writeFileSync(join(DIST, 'cfv1.cjs'), entry.replace('%BUILD%', hash.digest('hex').slice(0, 16)));
for (const file of ['cfv1.cjs', 'src/cli/main.js']) chmodSync(join(DIST, file), 0o755);
