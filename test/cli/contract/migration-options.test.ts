/** What changes how code is written, through the command line. */
import { expect, it } from 'vitest';
import { put } from '../../workspace/temp-tree.js';
import { BAN, cfv1, findings, KEY, MINIFY, OLDER, PURGE, read, repository, UNKNOWN, WITH_KEY } from './real-run.js';

const ZONE_ID = '023e105f4ecef8ad9ca31a8372d0c353';
const ACCOUNT_ID = '01a7362d577a6c3019a474fd6f485823';

async function written(files: Record<string, string>, options: string): Promise<string> {
  const root = repository(files);
  expect((await cfv1(root, `migrate --write ${options}`)).code).not.toBe(2);
  return read(root, 'a.js');
}

it('--target sdk writes calls of the package', async () => {
  const text = await written({ 'a.js': PURGE }, '--target sdk');
  expect(text).toContain("var { Cloudflare } = require('cloudflare');");
  expect(text).toContain('cloudflare.cache.purge({ zone_id: zoneId, purge_everything: true })');
  expect(await written({ 'a.js': PURGE }, '')).toBe(text);
});

it('--target fetch writes fetch and needs no package', async () => {
  const root = repository({ 'a.js': PURGE, 'package.json': '{ "dependencies": { "request": "2.88.2" } }\n' });
  const { stderr } = await cfv1(root, 'migrate --write --target fetch');
  const text = read(root, 'a.js');
  expect(text).toContain('fetch(');
  expect(text).toContain('/purge_cache`');
  expect(text).not.toContain('require(');
  expect(stderr).not.toContain('npm install');
  expect(read(root, 'package.json')).not.toContain('cloudflare');
});

it('--auth key sends what v1 sent, and nothing from the environment', async () => {
  const text = await written({ 'a.js': PURGE }, '--auth key');
  expect(text).toContain('apiEmail: process.env.CF_EMAIL, apiKey: process.env.CF_KEY, apiToken: null');
  expect(await written({ 'a.js': PURGE }, '--target fetch')).toContain("'X-Auth-Key': process.env.CF_KEY");
});

it('--auth token reads CLOUDFLARE_API_TOKEN and tells what it must be allowed', async () => {
  const root = repository({ 'a.js': PURGE });
  const { stderr } = await cfv1(root, 'migrate --auth token --write');
  const text = read(root, 'a.js');
  expect(text).toContain('apiToken: process.env.CLOUDFLARE_API_TOKEN');
  expect(text).not.toContain('CF_KEY');
  expect(stderr).toContain('CLOUDFLARE_API_TOKEN needs these permissions');
  expect(stderr).toContain('Zone: Cache Purge: Purge; Zone: Zone: Read');
  const fetched = await written({ 'a.js': PURGE }, '--auth token --target fetch');
  expect(fetched).toMatch(/Authorization: `Bearer \$\{process\.env\.CLOUDFLARE_API_TOKEN\}`/);
});

it('--auth token leaves the rules of the user to a decision', async () => {
  const root = repository({ 'a.js': BAN });
  const { code, found } = await findings(root, 'lint --auth token');
  expect(code).toBe(1);
  expect(found).toMatchObject([{ rule: 'needs-decision', reason: 'access-rule-scope', applicability: 'manual' }]);
  expect((await findings(root, `lint --auth token --access-rules account:${ACCOUNT_ID}`)).found).toMatchObject([
    { rule: 'v1-call', applicability: 'safe' },
  ]);
});

it('--access-rules says whose rules are written', async () => {
  expect(await written({ 'a.js': BAN }, '')).toContain("scope = '/user'");
  expect(await written({ 'a.js': BAN }, `--access-rules account:${ACCOUNT_ID}`)).toContain(`/accounts/${ACCOUNT_ID}`);
  const zone = await written({ 'a.js': BAN }, '--access-rules zone:example.com');
  expect(zone).toContain("findZoneId(cloudflare, 'example.com')");
  expect(zone).toMatch(/setAccessRule\(cloudflare, 'block', '203\.0\.113\.9', `\/zones\/\$\{zoneId\}`\)/);
});

it('--zones spares the look-up', async () => {
  const zones = { 'zones.json': `{ "example.com": "${ZONE_ID}" }` };
  const known = await written({ 'a.js': PURGE, ...zones }, '--zones zones.json');
  expect(known).toContain(`zone_id: '${ZONE_ID}'`);
  expect(known).not.toContain('findZoneId');
  const other = { 'a.js': PURGE.replace('example.com', 'example.org'), ...zones };
  expect(await written(other, '--zones zones.json')).toContain("findZoneId(cloudflare, 'example.org')");
});

it('--helpers puts the functions into one module that all files share', async () => {
  const root = repository({ 'a.js': PURGE, 'lib/b.js': BAN });
  expect((await cfv1(root, 'migrate --write --helpers lib/cf.js')).code).toBe(0);
  expect(read(root, 'a.js')).toMatch(
    /const \{ .*findZoneId.* \} = require\('\.\/lib\/cf\.js'\);|require\('\.\/lib\/cf'\)/,
  );
  expect(read(root, 'lib/b.js')).toContain("require('./cf");
  expect(read(root, 'a.js') + read(root, 'lib/b.js')).not.toMatch(/function (?:findZoneId|setAccessRule)/);
  const module = read(root, 'lib/cf.js');
  expect(module).toContain('function findZoneId');
  expect(module).toContain('function setAccessRule');
  put(root, { 'c.js': PURGE });
  expect((await cfv1(root, 'migrate --write --allow-dirty --helpers lib/cf.js')).code).toBe(0);
  expect(read(root, 'lib/cf.js')).toBe(module);
});

it('--safe-only leaves out what needs review', async () => {
  expect(await written({ 'a.js': OLDER }, '--no-todo')).not.toContain('rec_set');
  const root = repository({ 'a.js': OLDER, 'b.js': PURGE });
  expect((await cfv1(root, 'migrate --write --safe-only --no-todo')).code).toBe(1);
  expect(read(root, 'a.js')).toBe(OLDER);
  expect(read(root, 'b.js')).toContain('cloudflare.cache.purge');
});

it('--no-todo writes no comment', async () => {
  expect(await written({ 'a.js': MINIFY }, '--no-todo')).toBe(MINIFY);
  expect(await written({ 'a.js': OLDER }, '')).toMatch(/\n\/\/ TODO\(cloudflare-v4\): .*\nfindZoneId\(/);
  expect(await written({ 'a.js': OLDER }, '--no-todo')).not.toContain('TODO');
});

it('TODO comments are written once, and a second run changes nothing', async () => {
  const root = repository({ 'a.js': MINIFY, 'b.js': OLDER, 'c.js': UNKNOWN, 'd.js': PURGE });
  await cfv1(root, 'migrate --write');
  const first = ['a.js', 'b.js', 'c.js', 'd.js'].map((file) => read(root, file));
  expect(first.map((text) => text.split('TODO(cloudflare-v4)').length - 1)).toEqual([1, 1, 1, 0]);
  const again = await cfv1(root, 'migrate --write --allow-dirty');
  expect(again.stderr).toContain('0 changed');
  expect(['a.js', 'b.js', 'c.js', 'd.js'].map((file) => read(root, file))).toEqual(first);
});

it('a TODO above a place that has another finding is folded into it; above what was migrated it is told', async () => {
  const root = repository({ 'a.js': MINIFY, 'b.js': OLDER });
  await cfv1(root, 'migrate --write');
  const { found } = await findings(root, 'lint');
  expect(found).toMatchObject([
    { file: 'a.js', rule: 'removed-action' },
    { file: 'b.js', rule: 'todo', severity: 'warning' },
  ]);
});

it('--docs rewrites the examples of Markdown files too, which are reported without it', async () => {
  const text = `# Purge\n\n\`\`\`js\n${PURGE}\`\`\`\n`;
  const root = repository({ 'README.md': text });
  await cfv1(root, 'migrate --write');
  expect(read(root, 'README.md')).toBe(text);
  expect((await findings(root, 'lint')).found).not.toEqual([]);
  await cfv1(root, 'migrate --write --docs');
  expect(read(root, 'README.md')).toContain('cloudflare.cache.purge(');
});

it('--secrets looks for keys in every file, and moves those of scripts into the environment', async () => {
  const files = {
    'a.js': `exports.sum = '${KEY}';\n`,
    'b.yml': `sum: ${KEY}\n`,
    'c.js': WITH_KEY.replace('@account.example', '@corp.io'),
    'd.js': `broken(\nexports.sum = '${KEY}';\n`,
  };
  const root = repository(files);
  const keys = async (options: string) => {
    const { found } = await findings(root, `lint --only hardcoded-credential ${options}`);
    return found.map(({ file, reason }) => `${file} ${reason}`);
  };
  expect(await keys('')).toEqual(['c.js null', 'c.js null']);
  expect(await keys('--secrets')).toEqual([
    'a.js null',
    'b.yml null',
    'c.js moved-credential',
    'c.js moved-credential',
  ]);
  expect((await cfv1(root, 'lint --secrets --fix')).code).toBe(0);
  expect(read(root, 'a.js')).toBe(files['a.js']);
  expect(read(root, 'c.js')).toContain(
    'apiEmail: process.env.CLOUDFLARE_EMAIL, apiKey: process.env.CLOUDFLARE_API_KEY',
  );
  expect(read(root, 'c.js')).not.toContain('TODO');
});

it('--secrets with --safe-only reports keys and moves none', async () => {
  const root = repository({ 'c.js': WITH_KEY });
  await cfv1(root, 'migrate --write --secrets --safe-only');
  expect(read(root, 'c.js')).toContain(KEY);
});
