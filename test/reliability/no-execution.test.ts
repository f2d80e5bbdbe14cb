/**
 * Nothing of the scanned tree runs: tripwires in every kind of configuration that some tool executes. Where `strace` is
 * there: only node and git are started, and no socket is opened. LONG=1: all commands.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { git, put, tempRepository } from '../workspace/temp-tree.js';
import { CALL } from './hostile-code.js';
import { ENV, MAIN } from './processes.js';

const LONG = Boolean(process.env.LONG);
if (LONG) vi.setConfig({ testTimeout: 3_600_000 });
const STRACE = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

const COMMANDS = [
  'lint',
  'lint --since HEAD~1 --new-only',
  'migrate --diff --verify-types',
  'ci --format sarif=out.sarif',
  'lint --staged',
  'explain src/a.js:2',
  'init',
  'migrate --write --allow-dirty',
  'lint --fix --allow-dirty',
];

const HOOKS = ['pre-commit', 'post-checkout', 'post-index-change', 'reference-transaction', 'fsmonitor-watchman'];
const SETTINGS = [
  'core.fsmonitor',
  'core.pager',
  'core.editor',
  'core.sshCommand',
  'core.askPass',
  'core.gitProxy',
  'core.alternateRefsCommand',
  'diff.external',
  'diff.trip.textconv',
  'diff.trip.command',
  'filter.trip.clean',
  'filter.trip.smudge',
  'filter.trip.process',
  'merge.trip.driver',
  'gpg.program',
  'credential.helper',
  'interactive.diffFilter',
  'pager.grep',
  'pager.ls-files',
  'alias.grep',
  'alias.rev-parse',
  'uploadpack.packObjectsHook',
  'remote.origin.uploadpack',
  'sequence.editor',
];

/** A repository in which whatever is executed leaves its name in `TRIPPED`. */
function trapped(): { readonly root: string; readonly tripped: () => string } {
  const root = tempRepository({ 'README.md': 'x\n' });
  const wire = join(root, '..', 'TRIPPED');
  const shell = (name: string) => `echo ${name} >> '${wire}'`;
  const code = (name: string) => `require('fs').appendFileSync(${JSON.stringify(wire)}, '${name}\\n');\n`;
  const module = (name: string) =>
    `import fs from 'node:fs'; fs.appendFileSync(${JSON.stringify(wire)}, '${name}\\n');\n`;
  const scripts = ['preinstall', 'install', 'postinstall', 'prepare', 'pretest', 'test', 'lint', 'build', 'prepack'];
  const configs = [
    '.eslintrc.js',
    'babel.config.js',
    '.babelrc.js',
    'jest.config.js',
    '.prettierrc.js',
    'webpack.config.js',
  ];
  const modules = ['eslint.config.mjs', 'vitest.config.ts', 'vite.config.mts', 'cfv1.config.js', 'cfv1.config.mjs'];
  put(root, {
    'src/a.js': `require('cloudflare');\n${CALL};\n`,
    'src/b.ts': `import { x } from '@/c';\nimport './setup';\nexport const y = x;\n${CALL};\n`,
    'src/c.ts': "export const x = 'cloudflare';\n",
    'src/setup.js': code('setup'),
    'package.json': JSON.stringify({
      name: 'trap',
      private: true,
      main: 'src/setup.js',
      scripts: Object.fromEntries(scripts.map((name) => [name, shell(name)])),
      dependencies: { cloudflare: '0.0.8' },
      eslintConfig: { parser: './src/setup.js' },
      jest: { globalSetup: './src/setup.js' },
      babel: { plugins: ['./src/setup.js'] },
    }),
    'tsconfig.json': JSON.stringify({
      extends: './node_modules/base/tsconfig.json',
      compilerOptions: { allowJs: true, paths: { '@/*': ['./src/*'] }, plugins: [{ name: 'trip' }] },
      'ts-node': { require: ['./src/setup.js'] },
    }),
    '.eslintrc.json': JSON.stringify({ parser: './src/setup.js', plugins: ['trip'] }),
    '.npmrc': 'script-shell=./trip.sh\nnode-options=--require ./src/setup.js\n',
    '.husky/pre-commit': shell('husky'),
    '.lintstagedrc.js': code('lint-staged'),
    '.gitattributes': '*.js filter=trip diff=trip merge=trip\n*.ts filter=trip diff=trip\n',
    git: `#!/bin/sh\n${shell('git of the tree')}\n`,
    ...Object.fromEntries(configs.map((file) => [file, code(file)])),
    ...Object.fromEntries(modules.map((file) => [file, module(file)])),
    ...Object.fromEntries(HOOKS.map((name) => [`.git/hooks/${name}`, `#!/bin/sh\n${shell(name)}\n`])),
    ...Object.fromEntries(
      ['cloudflare', 'trip', 'base', 'typescript', 'ts-morph', 'eslint-plugin-trip', 'eslint'].flatMap((name) => [
        [`node_modules/${name}/index.js`, code(name)],
        [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '0.0.8', main: 'index.js' })],
        [`node_modules/${name}/tsconfig.json`, '{}'],
      ]),
    ),
    'node_modules/.bin/git': `#!/bin/sh\n${shell('git of node_modules')}\n`,
  });
  for (const file of ['git', 'node_modules/.bin/git', ...HOOKS.map((name) => `.git/hooks/${name}`)])
    chmodSync(join(root, file), 0o755);
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'two');
  put(root, { 'src/d.js': `${CALL};\n` });
  git(root, 'add', 'src/d.js');
  for (const name of SETTINGS)
    git(root, 'config', name, `!${shell(name)};`.replace(/^!/, name.startsWith('alias') ? '!' : ''));
  git(root, 'config', 'filter.trip.required', 'true');
  return { root, tripped: () => (existsSync(wire) ? readFileSync(wire, 'utf8') : '') };
}

/** Programs that were started and sockets that were opened, from the record of strace. */
function watched(record: string): { readonly programs: readonly string[]; readonly sockets: readonly string[] } {
  const lines = record.split('\n');
  return {
    programs: [...new Set(lines.flatMap((line) => (/execve\("([^"]+)".* = 0$/.exec(line)?.[1] ?? []) as string))],
    sockets: lines.filter((line) => /\b(?:socket|connect)\(/.test(line)),
  };
}

describe('a tree full of tripwires', () => {
  it('is there: git itself would run them', () => {
    const { root, tripped } = trapped();
    spawnSync('git', ['status'], { cwd: root });
    expect(tripped()).not.toBe('');
  });

  it.each(COMMANDS.slice(0, LONG ? undefined : 1))('runs nothing in %s', (command) => {
    const { root, tripped } = trapped();
    const before = tripped();
    const record = join(root, '..', 'trace');
    const trace = ['-f', '-e', 'trace=execve,socket,connect', '-s', '300', '-o', record, process.execPath];
    const env = { ...ENV, PATH: `${ENV.PATH}:./node_modules/.bin:.` };
    const [program = '', ...args] = [
      ...(STRACE ? ['strace', ...trace] : [process.execPath]),
      MAIN,
      ...command.split(' '),
    ];
    const { status, stderr } = spawnSync(program, args, { cwd: root, env, encoding: 'utf8' });
    expect(tripped()).toBe(before);
    expect([0, 1], stderr).toContain(status);
    if (!STRACE) return;
    const { programs, sockets } = watched(readFileSync(record, 'utf8'));
    expect(programs.filter((one) => !/\/(?:node|git)$/.test(one))).toEqual([]);
    expect(programs.filter((one) => one.startsWith(root))).toEqual([]);
    expect(sockets).toEqual([]);
  });
});
