/** docs/gate.md says only what is true: its commands run, in a repository with something staged and a branch ahead. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { BAN, cfv1, findings, PURGE, repository } from './cli/contract/real-run.js';
import { git, put } from './workspace/temp-tree.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = readFileSync(join(root, 'docs/gate.md'), 'utf8');
const commands = [...page.matchAll(/```sh\n([\s\S]*?)```/g)]
  .flatMap(([, text = '']) => text.trim().split('\n'))
  .filter((line) => line.startsWith('npx cfv1'));

it('shows commands', () => expect(commands.length).toBeGreaterThan(5));

it.each(commands)('%s', async (line) => {
  const folder = repository({ 'old.js': PURGE });
  git(folder, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
  put(folder, { 'new.js': BAN });
  git(folder, 'add', '-A');
  if (line.includes('--baseline')) await cfv1(folder, 'lint --baseline cfv1-baseline.json --update-baseline old.js');
  const { code, stdout, stderr } = await cfv1(folder, line.slice('npx cfv1 '.length));
  if (line.includes('--update-baseline')) {
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('holds 2 findings') });
    return;
  }
  expect(code, stderr).toBe(1);
  expect(stdout + stderr).toMatch(/new\.js|1 file is changed/);
});

it('the comments that hide findings do', async () => {
  const [, code = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
  const setup =
    "const request = require('request');\nconst endpoint = 'https://www.cloudflare.com/api_json.html';\nconst form = { a: 'ban', key: ip, tkn: k, email: e };\n";
  const bare = code.replace(/^.*cfv1-ignore-(?!file).*\n|\/\/ cfv1.*/gm, (line) => line.replace(/(?:\/\/|\/\*).*/, ''));
  const found = async (text: string) => (await findings(repository({ 'a.js': setup + text }), 'lint')).found;
  expect((await found(bare)).map(({ rule }) => rule)).toEqual(['v1-call', 'v1-call', 'hardcoded-credential']);
  expect((await found(code)).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
    'unused-suppression: cfv1-ignore-file hides no finding of v1-mock',
  ]);
});

it('what test/GATE.md names is there', () => {
  const table = readFileSync(join(root, 'test/GATE.md'), 'utf8');
  const rows = [...table.matchAll(/^\| .*?\| `([\w/.-]+\.test\.ts)` (.+?) \|$/gm)];
  expect(rows.length).toBeGreaterThan(60);
  const missing = rows.flatMap(([, file = '', title = '']) =>
    readFileSync(join(root, 'test', file), 'utf8').includes(title) ? [] : [`${file}: ${title}`],
  );
  expect(missing).toEqual([]);
  expect(table.match(/^\| .*\.test\.ts/gm)).toHaveLength(rows.length);
});
