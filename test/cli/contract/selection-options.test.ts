/** Which files, rules and actions a run looks at. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { git, put } from '../../workspace/temp-tree.js';
import { BAN, cfv1, findings, MINIFY, OLDER, PURGE, read, repository, UNKNOWN, WITH_KEY } from './real-run.js';

const COMMANDS = ['lint', 'ci', 'migrate'];

describe.each(COMMANDS)('%s', (command) => {
  const rules = async (root: string, options: string) =>
    (await findings(root, `${command} ${options}`)).found.map(({ rule }) => rule);

  it('--only looks for the rules named alone', async () => {
    const root = repository({ 'a.js': WITH_KEY, 'b.js': MINIFY, 'c.js': UNKNOWN });
    expect(await rules(root, '')).toEqual(['v1-call', 'hardcoded-credential', 'removed-action', 'unknown-call']);
    expect(await rules(root, '--only hardcoded-credential')).toEqual(['hardcoded-credential']);
    expect(await rules(root, '--only removed-action,unknown-call')).toEqual(['removed-action', 'unknown-call']);
  });

  it('--skip leaves rules out', async () => {
    const root = repository({ 'a.js': WITH_KEY, 'b.js': MINIFY });
    expect(await rules(root, '--skip v1-call --skip removed-action')).toEqual(['hardcoded-credential']);
    const none = await findings(root, `${command} --skip v1-call,removed-action,hardcoded-credential`);
    expect(none).toEqual({ code: 0, found: [] });
  });

  it('--action looks at calls of the actions named alone', async () => {
    const root = repository({ 'a.js': PURGE, 'b.js': BAN, 'c.js': MINIFY });
    const { found } = await findings(root, `${command} --action ban,minify`);
    expect(found.map(({ action }) => action)).toEqual(['ban', 'minify']);
  });

  it('--no-ignore looks into what git and .cfv1ignore leave out, and never into node_modules', async () => {
    const root = repository({ '.gitignore': 'gen\nnode_modules\n', '.cfv1ignore': 'old\n', 'old/b.js': PURGE });
    put(root, { 'gen/a.js': PURGE, 'node_modules/x/c.js': PURGE });
    expect((await findings(root, command)).found).toEqual([]);
    const { found } = await findings(root, `${command} --no-ignore`);
    expect(found.map(({ file }) => file)).toEqual(['gen/a.js', 'old/b.js']);
  });

  it('takes paths from the folder it runs in, and a path that is not there is an error', async () => {
    const root = repository({ 'a.js': PURGE, 'src/b.js': PURGE, 'src/c d.js': PURGE });
    const files = async (line: string) =>
      (await findings(join(root, 'src'), `${command} ${line}`)).found.map(({ file }) => file);
    expect(await files('')).toEqual(['src/b.js', 'src/c d.js']);
    expect(await files('../a.js b.js')).toEqual(['a.js', 'src/b.js']);
    expect(await cfv1(root, `${command} none.js`)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'cfv1: none.js: no such file or folder; check the path\n',
    });
  });
});

it('--only, --skip and --action hold for what is written', async () => {
  const root = repository({ 'a.js': PURGE, 'b.js': OLDER, 'c.js': MINIFY });
  await cfv1(root, 'migrate --write --action fpurge_ts');
  expect(git(root, 'diff', '--name-only')).toBe('a.js\n');
  await cfv1(root, 'migrate --write --only removed-action');
  expect(git(root, 'diff', '--name-only')).toBe('a.js\nc.js\n');
  await cfv1(root, 'migrate --write --skip v1-call --allow-dirty');
  expect(read(root, 'b.js')).toBe(OLDER);
});
