/** What a run looks at beside whole trees: the index, what changed since a branch, added lines. */
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { git, put, tempTree } from '../../workspace/temp-tree.js';
import { BAN, cfv1, findings, MINIFY, PURGE, read, repository } from './real-run.js';

const CLEAN = 'module.exports = 1;\n';
/** A function that others call to reach v1, and one who does: by itself it holds no mark. */
const WRAPPER = `var request = require('request');
module.exports = function (form, done) {
  form.tkn = process.env.CF_KEY;
  form.email = process.env.CF_EMAIL;
  request.post({ url: 'https://www.cloudflare.com/api_json.html', form: form }, done);
};
`;
const CALLER =
  "require('./lib/cf')({ a: 'fpurge_ts', z: 'example.com', v: 1 }, function (err) {\n  console.log(err);\n});\n";

/** A second program in one file. */
const again = (text: string) => text.replace(/^.*\n/, '');

// git is started many times: the plain run takes one command for all
const every = <T>(...commands: readonly [T, ...T[]]) => (process.env.LONG ? commands : [commands[0]]);

async function places(root: string, line: string): Promise<readonly string[]> {
  return (await findings(root, line)).found.map(({ file, action }) => `${file} ${action}`);
}

describe.each(every('lint', 'ci', 'migrate'))('%s --staged', (command) => {
  it('reads the index: bad there and clean on disk is found, the reverse is not', async () => {
    const root = repository({ 'a.js': CLEAN, 'b.js': CLEAN, 'old.js': PURGE });
    put(root, { 'a.js': BAN });
    git(root, 'add', 'a.js');
    put(root, { 'a.js': CLEAN, 'b.js': PURGE });
    expect(await places(root, `${command} --staged`)).toEqual(['a.js ban']);
  });

  it('exits with 0 where nothing is staged', async () => {
    const root = repository({ 'a.js': PURGE });
    put(root, { 'b.js': PURGE });
    expect(await cfv1(root, `${command} --staged`)).toMatchObject({ code: 0, stdout: '' });
  });

  it('takes renamed files, and leaves out deleted ones, links, submodules, other types and ignored ones', async () => {
    const inner = repository({ 'x.js': PURGE });
    const root = repository({ 'a.js': PURGE, 'gone.js': PURGE, '.cfv1ignore': 'ignored.js\n' });
    git(root, 'mv', 'a.js', 'sp ünï.js');
    git(root, 'rm', '-q', 'gone.js');
    git(root, '-c', 'protocol.file.allow=always', 'submodule', '-q', 'add', inner, 'sub');
    put(root, { 'ignored.js': PURGE, 'a.txt': PURGE });
    symlinkSync('sp ünï.js', join(root, 'link.js'));
    git(root, 'add', '-A');
    expect(await places(root, `${command} --staged`)).toEqual(['sp ünï.js fpurge_ts']);
  });

  it('looks below the current folder and the paths given, which may be in the index alone', async () => {
    const root = repository({ 'c.js': CLEAN });
    put(root, { 'a.js': PURGE, 'src/b.js': BAN, 'src/c.js': MINIFY });
    git(root, 'add', '-A');
    rmSync(join(root, 'src/c.js'));
    expect(await places(root, `${command} --staged src`)).toEqual(['src/b.js ban', 'src/c.js minify']);
    expect(await places(root, `${command} --staged src/c.js`)).toEqual(['src/c.js minify']);
    expect(await places(join(root, 'src'), `${command} --staged`)).toEqual(['src/b.js ban', 'src/c.js minify']);
    expect(await cfv1(root, `${command} --staged none.js`)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'cfv1: none.js: no such file or folder; check the path\n',
    });
  });

  it('is wrong usage outside git, and together with --since', async () => {
    expect(await cfv1(tempTree({ 'a.js': PURGE }), `${command} --staged`)).toMatchObject({ code: 2, stdout: '' });
    const both = await cfv1(repository({}), `${command} --staged --since HEAD`);
    expect(both).toEqual({
      code: 2,
      stdout: '',
      stderr: 'cfv1: --staged and --since contradict each other; give one\n',
    });
  });
});

describe('lint --staged', () => {
  it('takes what other files say from the index too', async () => {
    const root = repository({ 'lib/cf.js': WRAPPER, 'package.json': '{ "dependencies": { "cloudflare": "0.0.8" } }' });
    put(root, { 'a.js': CALLER });
    git(root, 'add', 'a.js');
    put(root, { 'lib/cf.js': CLEAN });
    expect(await places(root, 'lint --staged')).toEqual(['a.js fpurge_ts']);
    put(root, { 'lib/cf.js': WRAPPER });
    expect(await places(root, 'lint --staged')).toEqual(['a.js fpurge_ts']);
    git(root, 'rm', '-q', '-f', '--cached', 'lib/cf.js');
    expect(await places(root, 'lint --staged')).toEqual([]);
  });

  it('takes package.json from the index: cloudflare 0.0.8 there speaks v1', async () => {
    const uses = "require('cloudflare').createClient({ email: a, token: b }).listDomains(done);\n";
    const manifest = (version: string) => `{ "dependencies": { "cloudflare": "${version}" } }\n`;
    const root = repository({ 'package.json': manifest('0.0.8') });
    put(root, { 'a.js': uses });
    git(root, 'add', 'a.js');
    put(root, { 'package.json': manifest('7.3.0') });
    expect((await findings(root, 'lint --staged')).found).not.toEqual([]);
    git(root, 'add', 'package.json');
    put(root, { 'package.json': manifest('0.0.8') });
    expect((await findings(root, 'lint --staged')).found).toEqual([]);
  });

  it('before the first commit looks at everything staged', async () => {
    const root = tempTree({ 'a.js': PURGE, 'b.js': BAN });
    git(root, 'init', '-q');
    git(root, 'add', 'a.js');
    expect(await places(root, 'lint --staged')).toEqual(['a.js fpurge_ts']);
    expect(await places(root, 'lint --staged --new-only')).toEqual(['a.js fpurge_ts']);
  });

  it('a file in conflict makes the run incomplete', async () => {
    const root = repository({ 'a.js': CLEAN });
    git(root, 'checkout', '-q', '-b', 'other');
    put(root, { 'a.js': PURGE });
    git(root, 'commit', '-qam', 'two');
    git(root, 'checkout', '-q', '-');
    put(root, { 'a.js': BAN });
    git(root, 'commit', '-qam', 'three');
    expect(() => git(root, 'merge', '-q', 'other')).toThrow();
    const { code, stderr } = await cfv1(root, 'lint --staged');
    expect(code).toBe(2);
    expect(stderr).toContain('a.js: is in conflict; resolve and stage it');
  });
});

describe.each(every('lint --fix', 'migrate --write'))('%s --staged', (command) => {
  it('changes the work tree, never the index, and fails so that nothing is committed unfixed', async () => {
    const root = repository({ 'c.js': CLEAN });
    put(root, { 'a.js': PURGE });
    git(root, 'add', 'a.js');
    const staged = git(root, 'ls-files', '-s');
    const { code, stderr } = await cfv1(root, `${command} --staged`);
    expect(code).toBe(1);
    expect(stderr).toContain('cfv1: 1 file is changed in the work tree; stage what was changed (git add)');
    expect(read(root, 'a.js')).toContain('cloudflare.cache.purge');
    expect(git(root, 'ls-files', '-s')).toBe(staged);
    git(root, 'add', '-A');
    expect((await cfv1(root, `${command} --staged`)).code).toBe(0);
  });

  it('refuses files that are staged in part, and then writes none', async () => {
    const root = repository({ 'a.js': CLEAN, 'b.js': CLEAN, 'gone.js': CLEAN });
    put(root, { 'a.js': PURGE, 'b.js': BAN, 'gone.js': BAN });
    git(root, 'add', '-A');
    put(root, { 'a.js': `${PURGE}more();\n` });
    rmSync(join(root, 'gone.js'));
    expect(await cfv1(root, `${command} --staged --allow-dirty`)).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'cfv1: nothing is written, since these files are staged in part; stage or stash the rest of their changes:\n  a.js\n  gone.js\n',
    });
    expect(read(root, 'a.js')).toBe(`${PURGE}more();\n`);
    expect(read(root, 'b.js')).toBe(BAN);
  });

  it('a file that git keeps with other line ends is staged whole', async () => {
    const root = repository({ '.gitattributes': '*.js text eol=crlf\n' });
    const crlf = PURGE.replaceAll('\n', '\r\n');
    put(root, { 'a.js': crlf });
    git(root, 'add', 'a.js');
    expect(git(root, 'cat-file', 'blob', ':a.js')).toBe(PURGE);
    await cfv1(root, `${command} --staged`);
    expect(read(root, 'a.js')).toContain('cloudflare.cache.purge');
    expect(read(root, 'a.js').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });
});

describe.each(every('lint', 'ci', 'migrate'))('%s --since', (command) => {
  it('looks at what changed since the branch left, committed, staged or not', async () => {
    const root = repository({ 'old.js': PURGE, 'a.js': CLEAN, 'b.js': CLEAN });
    git(root, 'branch', 'base');
    put(root, { 'a.js': PURGE });
    git(root, 'commit', '-qam', 'a');
    put(root, { 'b.js': BAN, 'new.js': MINIFY });
    expect(await places(root, `${command} --since base`)).toEqual(['a.js fpurge_ts', 'b.js ban', 'new.js minify']);
    expect(await places(root, `${command} --since=base b.js`)).toEqual(['b.js ban']);
    expect(await places(root, `${command} --since HEAD`)).toEqual(['b.js ban', 'new.js minify']);
  });

  it('says in one line what is wrong with the ref, or with a shallow clone', async () => {
    const root = repository({ 'a.js': PURGE });
    expect(await cfv1(root, `${command} --since nowhere`)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'cfv1: --since nowhere: nowhere is no commit; check the name\n',
    });
    put(root, { 'a.js': BAN });
    git(root, 'commit', '-qam', 'ban');
    const clone = join(tempTree(), 'clone');
    git(root, 'clone', '-q', '--depth=1', `file://${root}`, clone);
    const { code, stderr } = await cfv1(clone, `${command} --since HEAD~1`);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^cfv1: --since HEAD~1: HEAD~1 is not in this shallow clone; .*fetch-depth: 0.*\n$/);
    expect((await cfv1(tempTree({}), `${command} --since HEAD`)).stderr).toContain('this is no git repository');
  });
});

describe.each(every('ci', 'lint'))('%s --new-only', (command) => {
  it('reports what stands on added lines, against HEAD or where the branch left', async () => {
    const root = repository({ 'a.js': PURGE, 'b.js': PURGE });
    git(root, 'branch', 'base');
    put(root, { 'a.js': `// moved down\n\n${PURGE}${again(BAN)}`, 'b.js': PURGE.replace('fpurge_ts', 'devmode') });
    git(root, 'add', '-A');
    expect(await places(root, `${command} --staged --new-only`)).toEqual(['a.js ban', 'b.js devmode']);
    git(root, 'commit', '-qm', 'more');
    put(root, { 'a.js': read(root, 'a.js').replaceAll('\n', '\r\n') });
    expect(await places(root, `${command} --since base --new-only`)).toEqual(['a.js ban', 'b.js devmode']);
    expect(await cfv1(root, `${command} --since HEAD --new-only`)).toMatchObject({ code: 0, stdout: '' });
  });

  it('follows a file that was renamed', async () => {
    const root = repository({ 'a.js': PURGE });
    git(root, 'branch', 'base');
    mkdirSync(join(root, 'lib'));
    git(root, 'mv', 'a.js', 'lib/b.js');
    put(root, { 'lib/b.js': `${PURGE}${again(MINIFY)}` });
    git(root, 'add', '-A');
    expect(await places(root, `${command} --staged --new-only`)).toEqual(['lib/b.js minify']);
    expect(await places(root, `${command} --since base --new-only`)).toEqual(['lib/b.js minify']);
  });

  it('what a merge brings in is not new, what is written in it is', async () => {
    const root = repository({ 'a.js': CLEAN, 'b.js': CLEAN });
    git(root, 'checkout', '-q', '-b', 'other');
    put(root, { 'b.js': PURGE });
    git(root, 'commit', '-qam', 'b');
    git(root, 'checkout', '-q', '-');
    put(root, { 'a.js': `${CLEAN}a();\n` });
    git(root, 'commit', '-qam', 'a');
    git(root, 'merge', '-q', '--no-commit', 'other');
    expect(await places(root, `${command} --staged`)).toEqual(['b.js fpurge_ts']);
    expect(await places(root, `${command} --staged --new-only`)).toEqual([]);
    put(root, { 'a.js': BAN });
    git(root, 'add', '-A');
    expect(await places(root, `${command} --staged --new-only`)).toEqual(['a.js ban']);
  });

  it('keeps what hides calls: a file that cannot be parsed', async () => {
    const broken = `const = 1;\n${PURGE}`;
    const root = repository({ 'a.js': broken });
    put(root, { 'a.js': `${broken}more();\n` });
    const { found } = await findings(root, `${command} --since HEAD --new-only`);
    expect(found.map(({ rule }) => rule)).toEqual(['parse-error']);
  });

  it('needs something to compare with, and does not go with --fix', async () => {
    const root = repository({});
    expect((await cfv1(root, `${command} --new-only`)).stderr).toBe(
      'cfv1: --new-only needs --staged or --since REF: new compared with what?\n',
    );
    expect((await cfv1(root, 'lint --new-only --staged --fix')).stderr).toBe(
      'cfv1: --new-only is about lines, and --fix changes whole files; leave one out\n',
    );
  });
});

it('--staged and --since hold for every command that looks at files', async () => {
  const root = repository({ 'a.js': PURGE });
  put(root, { 'b.js': MINIFY });
  git(root, 'add', '-A');
  for (const command of ['lint', 'ci', 'migrate'])
    for (const option of ['--staged', '--since HEAD'])
      expect(await places(root, `${command} ${option}`)).toEqual(['b.js minify']);
});

describe('lists of files, as lint-staged, lefthook and pre-commit give them', () => {
  it('ignored files and unknown types are passed over, all or some', async () => {
    const root = repository({ '.cfv1ignore': 'old\n', 'old/a.js': PURGE, 'b.log': PURGE, LICENSE: PURGE, 'c.js': BAN });
    expect(await cfv1(root, 'lint old/a.js b.log LICENSE')).toMatchObject({ code: 0, stdout: '' });
    expect(await places(root, 'lint b.log c.js old/a.js')).toEqual(['c.js ban']);
    expect((await cfv1(root, 'lint c.js gone.js')).code).toBe(2);
  });

  it('a file by itself is told what the files it imports say', async () => {
    const root = repository({ 'lib/cf.js': WRAPPER, 'a.js': CALLER });
    expect(await places(root, 'lint a.js')).toEqual(['a.js fpurge_ts']);
  });

  it('absolute paths, and thousands of them', async () => {
    const names = Array.from({ length: 1000 }, (_, i) => `src/a-file-with-a-long-name-${i}.js`);
    const root = repository(Object.fromEntries(names.map((name) => [name, CLEAN])));
    put(root, { [names[7]!]: PURGE });
    const { code, stdout } = await cfv1(root, ['lint', '--', ...names.map((name) => join(root, name))]);
    expect(code).toBe(1);
    expect(stdout).toContain(`${names[7]}:3:1`);
  });
});
