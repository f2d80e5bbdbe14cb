/** `cfv1 init`: what it adds where, and that it only adds. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseJson } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { TOOL } from '../../../src/report/version.js';
import { type Files, git, namesIn, put } from '../../workspace/temp-tree.js';
import { cfv1, read, repository } from './real-run.js';

/** Runs it twice: the second time it finds what the first wrote, and changes nothing. */
async function init(files: Files) {
  const root = repository(files);
  const before = namesIn(root).filter((name) => !name.endsWith('pre-commit') || existsSync(join(root, name)));
  const first = await cfv1(root, 'init');
  const texts = () =>
    namesIn(root).flatMap((name) => {
      try {
        return [[name, readFileSync(join(root, name), 'utf8')]];
      } catch {
        return [];
      }
    });
  const after = texts();
  const second = await cfv1(root, 'init');
  expect(texts()).toEqual(after);
  expect(first.code).toBe(0);
  expect(second.code).toBe(0);
  for (const [name, text] of Object.entries(files)) {
    if (name !== 'package.json' && !name.includes('lintstaged'))
      expect(read(root, name).startsWith(String(text))).toBe(true);
  }
  return {
    root,
    stdout: first.stdout,
    second: second.stdout,
    created: namesIn(root).filter((name) => !before.includes(name)),
  };
}

describe('cfv1 init', () => {
  it('writes nothing where it finds nothing, and says what could be done', async () => {
    const { stdout, created } = await init({ 'a.js': '' });
    expect(stdout).toMatch(/^no husky, .* found, nothing is written;\na hook runs: npx cfv1 lint --staged\n/);
    expect(created).toEqual([]);
  });

  it('husky: writes the hook, or adds to the one that is there', async () => {
    const fresh = await init({ '.husky/commit-msg': 'npx commitlint\n' });
    expect(read(fresh.root, '.husky/pre-commit')).toBe('npx cfv1 lint --staged\n');
    expect(fresh.stdout).toBe('husky: wrote .husky/pre-commit:\n  npx cfv1 lint --staged\n');
    expect(fresh.second).toBe('husky: .husky/pre-commit runs cfv1 already\n');
    const added = await init({ '.husky/pre-commit': 'npm test' });
    expect(read(added.root, '.husky/pre-commit')).toBe('npm test\nnpx cfv1 lint --staged\n');
    expect(added.stdout).toMatch(/^husky: added to .husky\/pre-commit:\n {2}npx cfv1 lint --staged\n$/);
  });

  it('husky: leaves a hook alone that ends before its end', async () => {
    const { root, stdout } = await init({ '.husky/pre-commit': 'npm test\nexit 0\n' });
    expect(read(root, '.husky/pre-commit')).toBe('npm test\nexit 0\n');
    expect(stdout).toBe('husky: .husky/pre-commit is left as it is; add to it:\n  npx cfv1 lint --staged\n');
  });

  it('lefthook: adds the hook where there is none', async () => {
    const { root } = await init({ 'lefthook.yml': 'pre-push:\r\n  commands:\r\n    test:\r\n      run: npm test\r\n' });
    const text = read(root, 'lefthook.yml');
    expect(parseYaml(text)).toEqual({
      'pre-push': { commands: { test: { run: 'npm test' } } },
      'pre-commit': { commands: { cfv1: { run: 'npx cfv1 lint --staged' } } },
    });
    expect(text).not.toMatch(/[^\r]\n/);
    const own = 'pre-commit:\n  commands:\n    lint:\n      run: npm run lint\n';
    expect(read((await init({ 'lefthook.yml': own })).root, 'lefthook.yml')).toBe(own);
    expect((await init({ 'lefthook.toml': '' })).stdout).toMatch(
      /^lefthook: lefthook\.toml is left as it is; add to it:/,
    );
  });

  it('lint-staged: adds a glob of its own', async () => {
    const manifest = '{\n\t"name": "x",\n\t"lint-staged": {\n\t\t"*.md": "prettier"\n\t}\n}\n';
    const { root } = await init({ 'package.json': manifest });
    const text = read(root, 'package.json');
    expect(text).toMatch(
      /^\{\n\t"name": "x",\n\t"lint-staged": \{\n\t\t"\*\.md": "prettier",\n\t\t"\*": "cfv1 lint"\n\t\}\n\}\n$/,
    );
    const rc = await init({ '.lintstagedrc.json': '{}\n' });
    expect(Object.values(parseJson(read(rc.root, '.lintstagedrc.json')))).toEqual(['cfv1 lint']);
    const yaml = '"*.md": prettier\n';
    expect(read((await init({ '.lintstagedrc': yaml })).root, '.lintstagedrc')).toBe(yaml);
    expect((await init({ 'lint-staged.config.js': 'export default {};\n' })).stdout).toContain(
      'is left as it is; add to it:',
    );
  });

  it('pre-commit: adds a hook to the list', async () => {
    for (const indent of ['', '  ']) {
      const config = `repos:\n${indent}- repo: https://github.com/pre-commit/pre-commit-hooks\n${indent}  rev: v4.4.0\n${indent}  hooks:\n${indent}    - id: check-yaml\n`;
      const { root } = await init({ '.pre-commit-config.yaml': config });
      const { repos } = parseYaml(read(root, '.pre-commit-config.yaml'));
      expect(repos).toHaveLength(2);
      expect(repos[1].hooks[0]).toMatchObject({
        id: 'cfv1',
        entry: 'cfv1 lint --',
        additional_dependencies: [`${TOOL.name}@${TOOL.version}`],
      });
    }
    const last = 'repos:\n- repo: local\n  hooks: []\nci:\n  skip: []\n';
    expect(read((await init({ '.pre-commit-config.yaml': last })).root, '.pre-commit-config.yaml')).toBe(last);
  });

  it('GitHub: writes a workflow of its own', async () => {
    const { root, created } = await init({ '.github/workflows/ci.yml': 'on: push\n' });
    expect(created).toEqual(['.github/workflows/cfv1.yml']);
    const { jobs, permissions } = parseYaml(read(root, '.github/workflows/cfv1.yml'));
    expect(permissions).toEqual({ contents: 'read' });
    expect(jobs.cfv1.steps.at(-1).run).toBe(`npx --yes --ignore-scripts ${TOOL.name}@${TOOL.version} ci`);
    const other = await init({ '.github/workflows/ci.yml': 'jobs: {a: {steps: [{run: npx cfv1 ci}]}}\n' });
    expect(other.stdout).toBe('GitHub Actions: .github/workflows/ci.yml runs cfv1 already\n');
  });

  it('GitLab: adds a job where its stage is one', async () => {
    const { root } = await init({ '.gitlab-ci.yml': 'build:\n  script: [make]' });
    const { build, cfv1: job } = parseYaml(read(root, '.gitlab-ci.yml'));
    expect(build).toEqual({ script: ['make'] });
    expect(job.artifacts.reports.codequality).toBe('gl-code-quality-report.json');
    const listed = await init({ '.gitlab-ci.yml': 'stages:\n  - build\n  - test\n' });
    expect(parseYaml(read(listed.root, '.gitlab-ci.yml')).cfv1).toBeDefined();
    const without = 'stages:\n- build\n- deploy-test\n';
    expect(read((await init({ '.gitlab-ci.yml': without })).root, '.gitlab-ci.yml')).toBe(without);
  });

  it('sets up several at once, from any folder, and says all of it', async () => {
    const root = repository({ '.husky/_/h': '', '.gitlab-ci.yml': '', '.github/workflows/a.yaml': '', 'src/a.js': '' });
    const { stdout } = await cfv1(join(root, 'src'), 'init');
    expect(stdout.match(/^\S.*$/gm)).toEqual([
      'husky: wrote .husky/pre-commit:',
      'GitHub Actions: wrote .github/workflows/cfv1.yml:',
      'GitLab CI: wrote .gitlab-ci.yml:',
    ]);
    put(root, { 'src/b.js': '' });
    expect(git(root, 'status', '--porcelain')).toContain('.github/workflows/cfv1.yml');
  });
});
