import { describe, expect, it } from 'vitest';
import { versionFloor, withSdk } from '../../src/edit/package-json.js';
import { DEFAULT_MIGRATION, type MigrationOptions } from '../../src/options.js';
import { analyse, type ProjectFacts } from '../../src/pipeline.js';

const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;

const HTTP = `const request = require('request');

request.post('https://www.cloudflare.com/api_json.html', {
  form: { a: 'fpurge_ts', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: 'example.com', v: 1 },
});
`;
const PACKAGE = `const cf = require('cloudflare').createClient({ token: process.env.T, email: process.env.E });

cf.clearCache('example.com', (err) => {
  if (err) throw err;
});
`;
const LOOKUP = PACKAGE.replace("clearCache('example.com'", "checkIp('192.0.2.1'");

function run(
  files: Record<string, string>,
  manifests: Record<string, string>,
  more: Partial<MigrationOptions> = {},
  lockFile: ProjectFacts['lockFile'] = null,
) {
  const sources = Object.entries(files).map(([file, text]) => ({ file, text }));
  const analysis = analyse(sources, { manifests, lockFile }, { ...DEFAULT_MIGRATION, ...more });
  const changed = Object.fromEntries(analysis.changes.map(({ file, after }) => [file, after]));
  return { ...analysis, changed, reasons: analysis.findings.map(({ reason }) => reason) };
}

describe('the text of a manifest', () => {
  it('adds the SDK where a sorted list has it', () => {
    const text = json({ name: 'x', dependencies: { async: '^1', request: '^2' }, devDependencies: {} });
    expect(withSdk(text)).toBe(text.replace('"async": "^1",', '"async": "^1",\n    "cloudflare": "^7",'));
  });

  it('adds it last to a list that is not sorted', () => {
    const text = json({ dependencies: { request: '^2', async: '^1' } });
    expect(withSdk(text)).toBe(text.replace('"async": "^1"', '"async": "^1",\n    "cloudflare": "^7"'));
  });

  it('makes the list before devDependencies', () => {
    const text = json({ name: 'x', devDependencies: { mocha: '1' } });
    expect(withSdk(text)).toBe(
      json({ name: 'x', dependencies: { cloudflare: '^7' }, devDependencies: { mocha: '1' } }),
    );
  });

  it('keeps tabs, CRLF and a missing last line end', () => {
    const text = '{\r\n\t"name": "x",\r\n\t"dependencies": {\r\n\t\t"request": "^2"\r\n\t}\r\n}';
    expect(withSdk(text)).toBe(text.replace('"request"', '"cloudflare": "^7",\r\n\t\t"request"'));
  });

  it.each([
    ['{ "dependencies": { "request": "^2" } }', '{ "dependencies": { "cloudflare": "^7", "request": "^2" } }'],
    ['{ "dependencies": { "async": "^2" } }', '{ "dependencies": { "async": "^2", "cloudflare": "^7" } }'],
    ['{ "private": true }', '{ "private": true, "dependencies": { "cloudflare": "^7" } }'],
  ])('keeps one line as one: %s', (text, expected) => {
    expect(withSdk(text)).toBe(expected);
  });

  it.each(['0.0.8', '^2.9.1', '~3.5.0', '>=2', '4.4.1', 'npm:cloudflare@0.0.8', '^3 || ^4.5'])('raises %s', (range) => {
    const text = json({ devDependencies: { cloudflare: range } });
    expect(withSdk(text)).toBe(json({ devDependencies: { cloudflare: '^7' } }));
  });

  it.each(['^4.5.0', '^7.0.0', '*', 'latest', 'workspace:*', 'github:x/cloudflare#0123'])('leaves %s', (range) => {
    expect(withSdk(json({ dependencies: { cloudflare: range } }))).toBeNull();
  });

  it('leaves what is no JSON', () => {
    expect(withSdk('{ // comment\n}')).toBeNull();
  });

  it('knows the lowest version of a range', () => {
    expect(versionFloor('<1')).toEqual([0, 0]);
    expect(versionFloor('git+https://example.com/x.git')).toBeNull();
    expect(versionFloor('^1.2 || ^5')).toEqual([1, 2]);
  });
});

describe('a run', () => {
  const http = json({ dependencies: { request: '^2' } });
  const old = json({ dependencies: { cloudflare: '0.0.8', request: '^2' } });

  it('adds the SDK to the package.json above the files', () => {
    const { changed } = run({ 'packages/a/x.js': HTTP }, { 'package.json': old, 'packages/a/package.json': http });
    expect(JSON.parse(changed['package.json'] ?? '{}')).toEqual({ dependencies: { cloudflare: '^7', request: '^2' } });
    expect(changed['packages/a/x.js']).toContain("require('cloudflare')");
  });

  it('looks past a package.json that only names the module system', () => {
    const { changed } = run({ 'src/x.js': HTTP }, { 'package.json': http, 'src/package.json': '{"type":"commonjs"}' });
    expect(Object.keys(changed).sort()).toEqual(['package.json', 'src/x.js']);
  });

  it('raises the old package where every use of it migrates', () => {
    const { changed } = run({ 'a.js': PACKAGE, 'b.js': HTTP }, { 'package.json': old });
    expect(Object.keys(changed).sort()).toEqual(['a.js', 'b.js', 'package.json']);
  });

  it.each([
    ['a call that has no counterpart', LOOKUP],
    ['a client that leaves the file', "module.exports = require('cloudflare').createClient({ token: t, email: e });\n"],
    ['a client that is migrated and leaves', `${PACKAGE}module.exports = cf;\n`],
  ])('keeps the old package under another name for %s', (_, other) => {
    const files = { 'a.js': PACKAGE, 'b.js': HTTP, 'c.js': other };
    const options = { todo: false, bridge: false } as const;
    const { changed, changes, reasons, advice } = run(files, { 'package.json': old }, options);
    expect(Object.keys(changed).sort()).toEqual(['a.js', 'b.js', 'c.js', 'package.json']);
    const listed = JSON.parse(changed['package.json'] ?? '').dependencies;
    expect(listed).toMatchObject({ cloudflare: '^7', 'cloudflare-v1': 'npm:cloudflare@0.0.8' });
    expect(changed['a.js']).not.toContain('cloudflare-v1');
    expect(changed['c.js']).toContain("require('cloudflare-v1').createClient");
    expect(reasons.filter((reason) => reason === 'package-alias').length).toBeGreaterThanOrEqual(2);
    expect(changes.find(({ file }) => file === 'package.json')?.needs).toEqual(['a.js', 'b.js', 'c.js']);
    expect(advice.join()).toContain('package.json asks for cloudflare-v1 as well, which c.js loads');
  });

  it.each([
    ['stays', false, 'cloudflare-v1', ['a.js', 'package.json']],
    ['is replaced', 'module', './cloudflare-v1-bridge', ['a.js', 'cloudflare-v1-bridge.js', 'package.json']],
  ] as const)('makes a client of its own beside one that %s', (_, bridge, loaded, files) => {
    const input = { 'a.js': `${PACKAGE}module.exports = cf;\n` };
    const { changed } = run(input, { 'package.json': old }, { todo: false, bridge });
    expect(Object.keys(changed).sort()).toEqual(files);
    expect((changed['package.json'] ?? '').includes('npm:cloudflare@')).toBe(bridge === false);
    const text = changed['a.js'] ?? '';
    expect(text).toContain("const { Cloudflare } = require('cloudflare');\n");
    expect(text).toContain('const cloudflare = new Cloudflare({ apiEmail: process.env.E, apiKey: process.env.T,');
    expect(text).toContain(
      `const cf = require('${loaded}').createClient({ token: process.env.T, email: process.env.E });`,
    );
    expect(text).toContain('cloudflare.cache.purge({');
    expect(text).toContain('module.exports = cf;');
  });

  it.each([
    ['a file that cannot be parsed', "const cf = require('cloudflare').createClient(;\n", {}],
    [
      'a name that is put together',
      "const cf = require('cloud' + 'flare').createClient({ token: t, email: e });\n",
      {},
    ],
    ['a call that has no counterpart, with --safe-only', LOOKUP, { safeOnly: true }],
  ])('changes nothing of what uses the package for %s', (_, other, options) => {
    const files = { 'a.js': PACKAGE, 'b.js': HTTP, 'c.js': other };
    const { changed, reasons } = run(files, { 'package.json': old }, { todo: false, ...options });
    expect(changed).toEqual({});
    expect(reasons.filter((reason) => reason === 'package-needed').length).toBeGreaterThanOrEqual(2);
  });

  it('changes nothing while files that are not looked at load the package', () => {
    const project = { manifests: { 'package.json': old }, lockFile: null, elsewhere: ['package.json'] };
    const { changes, findings } = analyse([{ file: 'a.js', text: PACKAGE }], project, {
      ...DEFAULT_MIGRATION,
      todo: false,
    });
    expect(changes).toEqual([]);
    expect(findings.map(({ reason }) => reason)).toEqual(['package-needed']);
  });

  it('moves a client that is loaded under the other name already', () => {
    const both = json({ dependencies: { cloudflare: '^7', 'cloudflare-v1': 'npm:cloudflare@0.0.8' } });
    const text = PACKAGE.replace("'cloudflare'", "'cloudflare-v1'");
    const { changed } = run({ 'a.js': text }, { 'package.json': both }, { todo: false });
    expect(changed['a.js']).toMatch(
      /^const \{ Cloudflare \} = require\('cloudflare'\);\n\nconst cf = new Cloudflare\(/,
    );
  });

  it('does not hold back another package', () => {
    const manifests = { 'a/package.json': old, 'b/package.json': http };
    const { changed } = run({ 'a/x.js': LOOKUP, 'b/x.js': HTTP }, manifests, { todo: false });
    expect(Object.keys(changed).sort()).toEqual(['b/package.json', 'b/x.js']);
  });

  it('does not raise an SDK that other code needs as it is', () => {
    const manifest = json({ dependencies: { cloudflare: '^2.9.1', request: '^2' } });
    const sources = { 'a.js': HTTP, 'b.js': "require('cloudflare')({ email, key }).zones.browse();\n" };
    const { changed, reasons } = run(sources, { 'package.json': manifest }, { todo: false });
    expect(changed).toEqual({});
    expect(reasons).toContain('older-sdk');
  });

  it('needs no SDK for fetch', () => {
    const { changed } = run({ 'x.js': HTTP }, { 'package.json': http }, { target: 'fetch' });
    expect(Object.keys(changed)).toEqual(['x.js']);
  });

  it.each([
    [null, 'npm install'],
    ['package-lock.json', 'npm install'],
    ['yarn.lock', 'yarn install'],
    ['pnpm-lock.yaml', 'pnpm install'],
    ['bun.lock', 'bun install'],
  ] as const)('names the install command of %s', (lockFile, command) => {
    const { advice } = run({ 'x.js': HTTP }, { 'package.json': http }, {}, lockFile);
    expect(advice).toContain(`run \`${command}\`: package.json asks for cloudflare ^7`);
  });

  it('names what the files no longer use, and an old Node', () => {
    const manifest = json({ engines: { node: '>=6' }, dependencies: { request: '^2', async: '^1' } });
    const { advice, changed } = run({ 'x.js': HTTP }, { 'package.json': manifest });
    expect(advice).toContain('package.json: the migrated files no longer use request; remove what nothing else uses');
    expect(advice).toContain('package.json: engines.node allows 6, and the v4 calls need Node 20 or later');
    expect(changed['package.json']).toContain('"request": "^2"');
    const withFetch = run({ 'x.js': HTTP }, { 'package.json': manifest }, { target: 'fetch' });
    expect(withFetch.advice).toContain('package.json: engines.node allows 6, and the v4 calls need Node 18 or later');
  });

  it('only advises where there is no package.json', () => {
    const { advice, changed } = run({ 'x.js': HTTP }, {}, {}, 'yarn.lock');
    expect(advice).toEqual(['run `yarn add cloudflare@7`: no package.json was found']);
    expect(Object.keys(changed)).toEqual(['x.js']);
  });

  it('says nothing where nothing changes', () => {
    expect(run({ 'x.js': LOOKUP }, { 'package.json': old }, { todo: false }).advice).toEqual([]);
  });
});
