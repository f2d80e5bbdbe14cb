import { describe, expect, it } from 'vitest';
import { bridgeModule } from '../../src/edit/bridge/module-file.js';
import { clientSpec, methodsIn } from '../../src/edit/bridge/spec.js';
import { DEFAULT_MIGRATION, type MigrationOptions } from '../../src/options.js';
import { analyse } from '../../src/pipeline.js';

const MADE = "const cf = require('cloudflare').createClient({ token: process.env.T, email: process.env.E });\n";
const BRIDGE = 'cloudflare-v1-bridge.js';
const STYLE = { eol: '\n', indent: '  ', quote: "'", semicolons: true, es5: false, trailingComma: true } as const;

function run(files: Record<string, string>, more: Partial<MigrationOptions> = {}) {
  const sources = Object.entries(files).map(([file, text]) => ({ file, text }));
  const project = {
    manifests: { 'package.json': '{ "private": true, "dependencies": { "cloudflare": "0.0.8" } }' },
    lockFile: null,
    whole: true,
  };
  const { changes, findings } = analyse(sources, project, { ...DEFAULT_MIGRATION, todo: false, ...more });
  return { findings, changed: Object.fromEntries(changes.map(({ file, after }) => [file, after])) };
}

/** The names of the client's methods in the bridge that is written; null where none is. */
function methodsFor(text: string): string[] | 'all' | null {
  const { changed } = run({ 'a.js': text });
  const bridge = changed[BRIDGE];
  if (bridge === undefined) return null;
  expect(changed['a.js']).toContain(`require('./${BRIDGE.replace('.js', '')}')`);
  const methods = methodsIn(bridge);
  return typeof methods === 'string' ? (methods === 'all' ? 'all' : null) : [...methods].sort();
}

describe('the client that takes the place of the old package', () => {
  it.each([
    ['a method that is bound', 'run(cf.clearCache.bind(cf));', ['clearCache']],
    ['a method that is promisified', "require('util').promisify(cf.listDomains).call(cf);", ['listDomains']],
    ['an alias', 'const f = cf.fpurge_ts; f.call(cf, zone, done);', ['fpurge_ts']],
    ['a name of it or another', 'const one = cf || x; one.banIp(ip, f); run(cf.wl.bind(cf));', ['banIp', 'wl']],
    ['two names of a method', 'run(cf.rec_new.bind(cf), cf.addRecord.bind(cf));', ['addRecord', 'rec_new']],
    ['a name that a library is given', "run(require('lodash').bindKey(cf, 'secLvl'));", ['secLvl']],
    ['promises beside all', "require('bluebird').promisifyAll(cf); cf.banIpAsync('192.0.2.1');", ['banIp']],
    ['an unknown function', 'run(cf);', 'all'],
    ['a name of its own', "run(cf, 'secLvl');", 'all'],
    ['a computed name', 'cf[process.argv[2]](done);', 'all'],
    ['what others inherit', "class A extends require('cloudflare').CloudFlare {}", 'all'],
    ['a call that is not understood', 'cf.editDomainRecord(z, id, options(), done);', ['editDomainRecord']],
  ])('has what is used: %s', (_, use, methods) => {
    expect(methodsFor(`${MADE}${use}\n`)).toEqual(methods);
  });

  it.each([
    ['all calls are seen', "cf.clearCache('example.com', (err) => { if (err) throw err; });", {}],
    ['v4 has nothing for a call', "run(cf.clearCache.bind(cf)); cf.checkIp('192.0.2.1', console.log);", {}],
    ['an id is none of v4', "run(cf.clearCache.bind(cf)); cf.deleteDomainRecord('example.com', '1234567', done);", {}],
    ['its requests go elsewhere', 'cf.endpoint = process.env.URL; run(cf.clearCache.bind(cf));', {}],
    ['its forms are asked for', "run(cf.createRequestData('stats', {}));", {}],
    ['no bridge is wanted', 'run(cf);', { bridge: false }],
    ['only what is safe is wanted', 'run(cf);', { safeOnly: true }],
    ['one action is asked for', 'run(cf);', { actions: ['stats'] }],
    ['the rule is left out', 'run(cf);', { skip: ['v1-package'] }],
    ['a comment hides it', '', {}],
  ] as const)('is not written where %s', (why, use, more) => {
    const text = why.startsWith('a comment')
      ? `// cfv1-ignore-next-line v1-package -- later\n${MADE}run(cf);`
      : MADE + use;
    expect(Object.keys(run({ 'a.js': `${text}\n` }, more).changed)).not.toContain(BRIDGE);
  });

  it('is loaded as a namespace where the package was a default', () => {
    const text = "import cloudflare from 'cloudflare';\n\nrun(cloudflare.createClient(t, e));\n";
    const { changed } = run({ 'a.mjs': text });
    expect(changed['a.mjs']).toContain("import * as cloudflare from './cloudflare-v1-bridge.mjs';");
    expect(changed['cloudflare-v1-bridge.mjs']).toContain('export function createClient(');
  });

  it('comes into a bridge that is there', () => {
    const form = { typescript: false, esm: false, style: STYLE };
    const before = bridgeModule(clientSpec(new Set(['listDomains'])), form, DEFAULT_MIGRATION);
    const { changed } = run({ [BRIDGE]: before, 'a.js': `${MADE}run(cf.clearCache.bind(cf));\n` });
    const after = changed[BRIDGE] ?? '';
    expect(methodsIn(after)).toEqual(new Set(['listDomains', 'clearCache']));
    expect(after).toBe(bridgeModule(clientSpec(new Set(['listDomains', 'clearCache'])), form, DEFAULT_MIGRATION));
    expect(run({ [BRIDGE]: after, 'a.js': changed['a.js'] ?? '' }).changed).toEqual({});
  });

  it('is named until it is gone, with what other files call on it', () => {
    const files = {
      'cf.js': `${MADE}run(cf);\nexports.cf = cf;\n`,
      'a.js': "require('./cf').cf.rec_load_all(zone, done);\n",
    };
    const { changed, findings } = run(files);
    expect(findings.map(({ file, rule, applicability, reason }) => [file, rule, applicability, reason])).toEqual([
      ['a.js', 'v1-package', 'review', 'replaced-client'],
      ['cf.js', 'v1-package', 'review', 'replaced-client'],
    ]);
    const again = run({ ...files, ...changed });
    expect(again.changed).toEqual({});
    expect(again.findings.map(({ file, rule }) => [file, rule])).toEqual([['cf.js', 'v1-bridge']]);
  });

  it.each([true, false])('is read from its text again (TypeScript: %s)', (typescript) => {
    for (const methods of ['all', 'none', new Set(['stats', 'domainStats', 'async', 'clearCache'])] as const) {
      const form = { typescript, esm: typescript, style: STYLE };
      expect(methodsIn(bridgeModule(clientSpec(methods), form, DEFAULT_MIGRATION))).toEqual(methods);
    }
  });
});
