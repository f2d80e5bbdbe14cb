/** `--stdin-filename`: one file whose text comes from standard input. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { git, put } from '../../workspace/temp-tree.js';
import { BAN, cfv1, MINIFY, OLDER, PURGE, read, repository } from './real-run.js';

const CLEAN = 'module.exports = 1;\n';

describe('--stdin-filename', () => {
  it.each(['lint', 'ci', 'migrate'])('%s reports the text under the name, whatever is on the disk', async (command) => {
    const root = repository({ 'a.js': CLEAN, 'b.js': PURGE });
    const run = (file: string, input: string, folder = root) =>
      cfv1(folder, `${command} --stdin-filename ${file} --format compact`, { input });
    expect(await run('a.js', MINIFY)).toMatchObject({ code: 1, stdout: expect.stringMatching(/^a\.js:3:1: error/) });
    expect(await run('b.js', CLEAN)).toMatchObject({ code: 0, stdout: '' });
    const below = await run('../new/c.js', BAN, (put(root, { 'sub/x.js': CLEAN }), join(root, 'sub')));
    expect(below.stdout).toMatch(/^new\/c\.js:3:1: error/);
    expect(read(root, 'a.js')).toBe(CLEAN);
  });

  it('takes what other files say from the disk, and package.json', async () => {
    const root = repository({
      'lib/cf.js': `exports.url = 'https://www.cloudflare.com/api_json.html';\n`,
      'package.json': '{ "dependencies": { "cloudflare": "0.0.8" } }',
    });
    const input =
      "var cf = require('./lib/cf');\nrequire('request').post({ url: cf.url, form: { a: 'ban', key: ip, tkn: k, email: e } });\n";
    expect((await cfv1(root, 'lint --stdin-filename a.js', { input })).stdout).toContain('a.js:2:1  error  v1-call');
    const client = "require('cloudflare').createClient({ email: a, token: b }).listDomains(done);\n";
    expect((await cfv1(root, 'lint --stdin-filename a.js', { input: client })).stdout).toContain('a.js:1:1');
  });

  it.each(['lint --fix', 'migrate --write'])('%s prints the new text, and writes no file', async (command) => {
    const root = repository({ 'a.js': PURGE });
    put(root, { 'a.js': 'not saved yet' });
    const { code, stdout, stderr } = await cfv1(root, `${command} --stdin-filename a.js`, { input: `\uFEFF${PURGE}` });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\uFEFFvar \{ Cloudflare \}[\s\S]*cloudflare\.cache\.purge/);
    expect(stderr).not.toContain('git');
    expect(read(root, 'a.js')).toBe('not saved yet');
    const left = await cfv1(root, `${command} --no-todo --stdin-filename a.js`.replace('--fix --no-todo', '--fix'), {
      input: MINIFY,
    });
    expect(left).toMatchObject({ code: 1, stdout: MINIFY, stderr: expect.stringContaining('a.js:3:1  error') });
  });

  it('migrate --diff prints a patch, --write one file alone: no helper module, no bridge beside it', async () => {
    const root = repository({ 'a.js': OLDER });
    const patch = await cfv1(root, 'migrate --diff --stdin-filename a.js', { input: PURGE });
    expect(patch.stdout).toMatch(/^diff --git a\/a\.js b\/a\.js\n/);
    const { stdout } = await cfv1(root, 'migrate --write --helpers lib/cf.js --stdin-filename a.js', { input: PURGE });
    expect(stdout).toContain('function findZoneId');
    expect(git(root, 'status', '--porcelain')).toBe('');
  });

  it('text that is ignored, of another type or not UTF-8 comes back as it is', async () => {
    const root = repository({ '.gitignore': 'gen/\n', '.cfv1ignore': 'old.js\n' });
    for (const file of ['gen/a.js', 'old.js', 'a.md', 'node_modules/a.js']) {
      expect(await cfv1(root, `lint --fix --stdin-filename ${file}`, { input: PURGE })).toMatchObject({
        code: 0,
        stdout: PURGE,
      });
    }
    expect((await cfv1(root, 'lint --no-ignore --stdin-filename old.js', { input: PURGE })).code).toBe(1);
    const latin = Buffer.from(`// caf\u00e9\n${PURGE}`, 'latin1');
    const result = await cfv1(root, 'lint --fix --stdin-filename a.js', { input: latin });
    expect(result).toMatchObject({
      code: 1,
      stdout: latin.toString(),
      stderr: expect.stringContaining('not valid UTF-8'),
    });
  });

  it('is wrong usage with paths, --staged, --since, or two texts on stdout', async () => {
    const root = repository({ 'a.js': CLEAN });
    for (const [line, says] of [
      ['a.js', 'leave out the paths'],
      ['--staged', 'contradict each other'],
      ['--since HEAD', 'contradict each other'],
      ['--fix --format json', 'give the report a file, as in --format json=FILE'],
    ]) {
      const { code, stdout, stderr } = await cfv1(root, `lint --stdin-filename a.js ${line}`, { input: PURGE });
      expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(says!) });
    }
    expect((await cfv1(root, 'lint --stdin-filename ../a.js', { input: '' })).stderr).toContain('lies outside');
  });
});
