/** What CI runs: the scripts of action.yml and docs/ci.md, as far as they can be run here. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { OPTIONS } from '../../src/cli/options-table.js';
import { CLEAN, project, ROOT, V1 } from './programs.js';

const LONG = Boolean(process.env.LONG);
const page = readFileSync(join(ROOT, 'docs/ci.md'), 'utf8');
const snippet = (name: string) => new RegExp(`^\`\`\`\\w+ ${name}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(page)?.[1] ?? '';

describe('action.yml', () => {
  const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));
  const [step] = action.runs.steps;

  it('has what GitHub asks for', () => {
    expect(action.runs.using).toBe('composite');
    expect(action.runs.steps).toHaveLength(1);
    expect(step.shell).toBe('bash');
    for (const text of [action.name, action.description]) expect(text).toBeTruthy();
    for (const part of [...Object.values(action.inputs), ...Object.values(action.outputs)])
      expect((part as { description: string }).description).toBeTruthy();
    // an input in the script could be a command
    expect(step.run).not.toContain('${{');
    const named = [...JSON.stringify(step.env).matchAll(/inputs\.(\w+)/g)].map(([, name]) => name);
    expect(named.sort()).toEqual(Object.keys(action.inputs).sort());
  });

  it.each([
    [V1, 1, '--max-warnings 0'] as const,
    ...(LONG ? [[CLEAN, 0, ''] as const] : []),
  ])('runs: %#', (text, status, args) => {
    const one = project({ 'src/a.js': text, 'a$(touch hacked).js': CLEAN });
    const env = {
      CFV1_VERSION: '0.1.0',
      CFV1_ARGS: `${args} a$(touch\\ hacked)*.js src`.trim(),
      CFV1_SARIF: 'cfv1.sarif',
      GITHUB_ACTIONS: 'true',
      GITHUB_OUTPUT: join(one.root, 'output'),
      GITHUB_STEP_SUMMARY: join(one.root, 'summary.md'),
    };
    const bad = one.run('bash', ['-e', '-c', step.run], env);
    // the name with a blank in it is split and not run
    expect(bad.status).toBe(2);
    const { output, status: code } = one.run('bash', ['-e', '-c', step.run], {
      ...env,
      CFV1_ARGS: `${args} src`.trim(),
    });
    expect(code, output).toBe(status);
    expect(readFileSync(join(one.root, 'output'), 'utf8')).toContain('sarif=cfv1.sarif\n');
    const { results } = JSON.parse(readFileSync(join(one.root, 'cfv1.sarif'), 'utf8')).runs[0];
    expect(results).toHaveLength(status);
    expect(output.includes('::error file=src/a.js,line=2')).toBe(status === 1);
    expect(readFileSync(join(one.root, 'summary.md'), 'utf8')).toContain('# Cloudflare API v1 to v4');
    expect(() => readFileSync(join(one.root, 'hacked'))).toThrow();
  });
});

describe('docs/ci.md', () => {
  it.skipIf(!LONG).each([
    ['github', () => parse(snippet('github')).jobs.cfv1.steps.at(-1).run as string],
    ['gitlab', () => parse(snippet('gitlab')).cfv1.script[0] as string],
  ])('%s runs what it shows (LONG=1)', (name, command) => {
    const one = project({ 'src/a.js': V1 });
    const { status, output } = one.run('sh', ['-c', command()]);
    expect({ status, output }).toEqual({ status: 1, output: expect.stringContaining('src/a.js:2:1  error  v1-call') });
    if (name === 'gitlab') {
      const { codequality } = parse(snippet('gitlab')).cfv1.artifacts.reports;
      expect(JSON.parse(readFileSync(join(one.root, codequality), 'utf8'))).toHaveLength(1);
    }
  });

  it.skipIf(!LONG).each([
    [
      'github-matrix',
      () => {
        const { cfv1, 'cfv1-report': report } = parse(snippet('github-matrix')).jobs;
        const temp = (text: string) => text.replaceAll('${{ runner.temp }}', '.cfv1');
        return {
          count: cfv1.strategy.matrix.shard.length as number,
          part: (index: number) =>
            `mkdir .cfv1; ${temp(cfv1.steps[2].run).replaceAll('${{ matrix.shard }}', String(index))}`,
          file: (index: number) => `.cfv1/cfv1-${index}.json`,
          merge: `cd .cfv1 && ${report.steps.at(-1).run}`,
        };
      },
    ] as const,
    [
      'gitlab-parallel',
      () => {
        const { cfv1, 'cfv1-report': report } = parse(snippet('gitlab-parallel'));
        const set = (index: number) => `CI_NODE_INDEX=${index}; CI_NODE_TOTAL=${cfv1.parallel}`;
        return {
          count: cfv1.parallel as number,
          part: (index: number) => [set(index), ...cfv1.before_script, ...cfv1.script].join('\n'),
          file: (index: number) => `.cfv1/${index}.json`,
          merge: report.script[0] as string,
        };
      },
    ] as const,
  ])('%s finds on several machines what one finds (LONG=1)', (_name, recipe) => {
    const { count, part, file, merge } = recipe();
    const files = { 'src/a.js': V1, 'src/b.js': CLEAN, 'src/c.js': V1, 'test/d.js': V1 };
    const reports = Array.from({ length: count }, (_, at) => {
      const one = project(files);
      const { status, output } = one.run('sh', ['-ec', part(at + 1)]);
      expect(status, output).toBe(0);
      return [file(at + 1), readFileSync(join(one.root, file(at + 1)), 'utf8')] as const;
    });
    const one = project({ ...files, ...Object.fromEntries(reports) });
    const { status, output } = one.run('sh', ['-ec', merge]);
    expect(status, output).toBe(1);
    for (const name of ['src/a.js', 'src/c.js', 'test/d.js']) expect(output).toContain(name);
    expect(output).toContain('3 errors, 0 warnings in 3 of 4 files');
  });

  it('shows recipes that parse, with options that there are', () => {
    for (const name of ['github-matrix', 'gitlab-parallel', 'sourcegraph'])
      expect(parse(snippet(name))).toBeTypeOf('object');
    for (const name of ['nx', 'turbo']) expect(JSON.parse(snippet(name))).toBeTypeOf('object');
    const commands = [
      ...page.matchAll(/(?:cfv1|cloudflare-v1-codemod@[\d.]+) ((?:lint|ci|migrate|merge-reports) [^|"'\n`]*)/g),
    ];
    expect(commands.length).toBeGreaterThan(8);
    for (const [, command = ''] of commands) {
      const [name = '', ...words] = command.trim().split(/\s+/);
      const known = OPTIONS.filter(({ commands }) => (commands as readonly string[]).includes(name)).map(
        (one) => one.name,
      );
      for (const word of words)
        if (word.startsWith('--') && word !== '--') expect(known).toContain(word.slice(2).split('=')[0]);
    }
  });

  it('uses action.yml by the inputs and outputs that it has', () => {
    const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));
    const [, use, upload] = parse(snippet('action')).jobs.cfv1.steps;
    for (const name of Object.keys(use.with)) expect(action.inputs).toHaveProperty(name);
    expect(upload.with.sarif_file).toBe(`\${{ steps.${use.id}.outputs.${Object.keys(action.outputs)[0]} }}`);
  });

  it('shows what cfv1 init writes', () => {
    const one = project({
      '.husky/_': '',
      'lefthook.yml': '',
      'package.json': '{\n  "lint-staged": {}\n}\n',
      '.pre-commit-config.yaml': 'repos:\n  - repo: local\n    hooks: []\n',
      '.github/workflows/a.yml': '',
      '.gitlab-ci.yml': '',
    });
    expect(one.run('cfv1', ['init']).status).toBe(0);
    const read = (file: string) => readFileSync(join(one.root, file), 'utf8');
    expect(read('.husky/pre-commit')).toBe(snippet('husky'));
    expect(parse(read('lefthook.yml'))).toEqual(parse(snippet('lefthook')));
    expect(JSON.parse(read('package.json'))).toEqual(JSON.parse(snippet('lint-staged')));
    expect(parse(read('.pre-commit-config.yaml')).repos[1]).toEqual(parse(snippet('pre-commit')).repos[0]);
    expect(parse(read('.github/workflows/cfv1.yml'))).toEqual(parse(snippet('github')));
    expect(parse(read('.gitlab-ci.yml'))).toEqual(parse(snippet('gitlab')));
  });
});
