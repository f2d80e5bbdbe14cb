/** The hooks that docs/ci.md shows, run by the tools themselves. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { git, put } from '../workspace/temp-tree.js';
import { CLEAN, has, type Project, project, ROOT, V1 } from './programs.js';

const LONG = Boolean(process.env.LONG);
const page = readFileSync(join(ROOT, 'docs/ci.md'), 'utf8');

function snippet(name: string): string {
  const [, text = ''] = new RegExp(`^\`\`\`\\w+ ${name}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(page) ?? [];
  expect(text).not.toBe('');
  return text;
}

/** A commit of v1 code fails and is not made; one without is. */
function guards({ root, run }: Project): void {
  const commits = () => git(root, 'rev-list', '--count', 'HEAD').trim();
  const before = commits();
  put(root, { 'src/a.js': V1 });
  git(root, 'add', '-A');
  const bad = run('git', ['commit', '-m', 'v1']);
  expect(bad.output).toContain('src/a.js:2:1  error  v1-call');
  expect(bad.status).not.toBe(0);
  expect(commits()).toBe(before);
  put(root, { 'src/a.js': CLEAN });
  git(root, 'add', '-A');
  const good = run('git', ['commit', '-m', 'clean']);
  expect(good, good.output).toMatchObject({ status: 0 });
  expect(commits()).not.toBe(before);
}

describe('husky', () => {
  it('keeps v1 out of commits', () => {
    const one = project({ 'package.json': '{"name":"x","private":true}\n', '.husky/pre-commit': snippet('husky') });
    expect(one.run('husky', [])).toMatchObject({ status: 0 });
    guards(one);
  });
});

describe('lint-staged', () => {
  it('keeps v1 out of commits, and looks at what is staged', () => {
    const one = project({ 'package.json': snippet('lint-staged'), '.husky/pre-commit': 'lint-staged\n' });
    one.run('husky', []);
    guards(one);
    // bad in the index, clean on the disk
    put(one.root, { 'src/a.js': V1 });
    git(one.root, 'add', '-A');
    put(one.root, { 'src/a.js': CLEAN });
    expect(one.run('git', ['commit', '-m', 'half']).status).not.toBe(0);
  });

  it.skipIf(!LONG)('commits what --fix writes (LONG=1)', () => {
    const config = snippet('lint-staged').replace('"cfv1 lint"', '"cfv1 lint --fix --allow-dirty"');
    const one = project({ 'package.json': config, '.husky/pre-commit': 'lint-staged\n' });
    one.run('husky', []);
    put(one.root, { 'src/a.js': V1 });
    git(one.root, 'add', '-A');
    const { status, output } = one.run('git', ['commit', '-m', 'fixed']);
    expect(status, output).toBe(0);
    expect(git(one.root, 'show', 'HEAD:src/a.js')).toContain('cache.purge(');
  });
});

describe('lefthook', () => {
  it.skipIf(!has('lefthook'))('keeps v1 out of commits (skipped where it is not installed)', () => {
    const one = project({ 'lefthook.yml': snippet('lefthook') });
    expect(one.run('lefthook', ['install']).status).toBe(0);
    guards(one);
  });

  it.skipIf(!LONG)('is asked to run what a hook can (LONG=1)', () => {
    const { run } = parse(snippet('lefthook'))['pre-commit'].commands.cfv1;
    const one = project({ 'src/a.js': CLEAN });
    expect(one.run('sh', ['-c', run]).status).toBe(0);
    put(one.root, { 'src/a.js': V1 });
    git(one.root, 'add', '-A');
    expect(one.run('sh', ['-c', run]).status).toBe(1);
  });
});

describe.skipIf(!has('pre-commit'))('pre-commit (skipped where it is not installed)', () => {
  const hooks = parse(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8'));

  /** The hooks of the file, found on the path instead of being installed from npm. */
  const config = (list: readonly Record<string, unknown>[]) =>
    stringify({ repos: [{ repo: 'local', hooks: list.map((hook) => ({ ...hook, language: 'system' })) }] });

  const documented = () => {
    const { additional_dependencies: _npm, ...hook } = parse(snippet('pre-commit')).repos[0].hooks[0];
    return hook;
  };

  it('takes the list of hooks', () => {
    const one = project({});
    expect(one.run('pre-commit', ['validate-manifest', join(ROOT, '.pre-commit-hooks.yaml')])).toMatchObject({
      status: 0,
    });
    put(one.root, { 'c.yaml': snippet('pre-commit') });
    expect(one.run('pre-commit', ['validate-config', 'c.yaml'])).toMatchObject({ status: 0 });
  });

  it.each<[string, () => Record<string, unknown>]>([
    ['.pre-commit-hooks.yaml', () => hooks[0]],
    ...(LONG ? [['docs/ci.md', documented] satisfies [string, () => Record<string, unknown>]] : []),
  ])('keeps v1 out of commits with the hook of %s', (_name, hook) => {
    const one = project({ '.pre-commit-config.yaml': config([hook()]) });
    expect(one.run('pre-commit', ['install'])).toMatchObject({ status: 0 });
    guards(one);
    put(one.root, { 'notes.unknown': V1, 'a.vue': `<script>\n${V1}</script>\n` });
    git(one.root, 'add', '-A');
    const { output } = one.run('pre-commit', ['run']);
    expect(output).toContain('a.vue:3:1');
    expect(output).not.toContain('notes.unknown');
  });

  it.skipIf(!LONG)('cfv1-fix (LONG=1) rewrites what is safe, and fails so that it is looked at', () => {
    const one = project({ '.pre-commit-config.yaml': config([hooks[1]]) });
    put(one.root, { 'src/a.js': V1 });
    git(one.root, 'add', '-A');
    const { status, output } = one.run('pre-commit', ['run']);
    expect({ status, output }).toEqual({
      status: 1,
      output: expect.stringContaining('files were modified by this hook'),
    });
    expect(readFileSync(join(one.root, 'src/a.js'), 'utf8')).toContain('cache.purge(');
    git(one.root, 'add', '-A');
    expect(one.run('pre-commit', ['run'])).toMatchObject({ status: 0 });
  });

  it.skipIf(!LONG)(
    'installs the program from this repository (LONG=1)',
    () => {
      const one = project({ 'src/a.js': V1 });
      const { status, output } = one.run('pre-commit', ['try-repo', ROOT, 'cfv1', '--all-files'], {
        HOME: process.env.HOME ?? '',
        PATH: process.env.PATH ?? '',
        PRE_COMMIT_HOME: join(one.root, 'node_modules/pre-commit'),
      });
      expect({ status, output }).toEqual({
        status: 1,
        output: expect.stringContaining('src/a.js:2:1  error  v1-call'),
      });
    },
    600_000,
  );
});
