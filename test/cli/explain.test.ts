import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { put, tempRepository } from '../workspace/temp-tree.js';
import { seen } from './fake-pipeline.js';
import { runCli } from './fake-streams.js';

vi.mock('../../src/pipeline.js', () => import('./fake-pipeline.js'));

const FILES = {
  'src/a.js': "const cloudflare = 1;\nV1SAFE('a');\nV1MANUAL(1);\n\n",
  'src/b.js': 'cloudflare\n',
};

it('tells about rules, reasons and actions, and lists them', async () => {
  const cwd = tempRepository();
  expect((await runCli(['explain', 'v1-call'], { cwd })).stdout).toContain('v1-call (rule, error)');
  expect((await runCli(['explain', 'answer-leaves'], { cwd })).stdout).toContain('answer-leaves (reason, ');
  expect((await runCli(['explain', 'rec_new'], { cwd })).stdout).toContain('POST /zones/{zone_id}/dns_records');
  const list = await runCli(['explain'], { cwd });
  expect(list).toMatchObject({ code: 0, stderr: '' });
  expect(list.stdout).toMatch(/v1-call[\s\S]*answer-leaves[\s\S]*rec_new/);
});

it('tells what was seen in a line, with related places', async () => {
  const root = tempRepository(FILES);
  const { code, stdout } = await runCli(['explain', 'a.js:2'], { cwd: join(root, 'src') });
  expect(code).toBe(0);
  expect(stdout).toContain('src/a.js:2:1  error  v1-call  [safe]');
  expect(stdout).toContain("  seen:\n    - form: { tkn: '***********', a: 'SAFE' }\n");
  expect(stdout).not.toContain('V1MANUAL(1) is');
  expect(seen.files).toEqual(['src/a.js', 'src/b.js']);
});

it('names the finding that a line is part of', async () => {
  const root = tempRepository(FILES);
  const { stdout } = await runCli(['explain', 'src/a.js:1:3'], { cwd: root });
  expect(stdout).toBe(
    "This line is part of src/a.js:2:1 V1SAFE('a') is a call of API v1\n\n" +
      'This line is part of src/a.js:3:1 V1MANUAL(1) is a call of API v1\n',
  );
});

it('says where else in the file something was found, or that nothing was', async () => {
  const root = tempRepository(FILES);
  const there = await runCli(['explain', 'src/a.js:4'], { cwd: root });
  expect(there.stdout).toContain(
    'src/a.js:4: nothing of API v1 was found here; elsewhere in the file:\n  src/a.js:2:1',
  );
  const nowhere = await runCli(['explain', 'src/b.js:1'], { cwd: root });
  expect(nowhere.stdout).toBe('src/b.js:1: nothing of API v1 was found here, nor in the rest of the file\n');
});

it('reads a named file that git ignores', async () => {
  const root = tempRepository({ '.gitignore': 'gen\n' });
  put(root, { 'gen/a.js': FILES['src/a.js'] });
  expect((await runCli(['explain', 'gen/a.js:3'], { cwd: root })).stdout).toContain('removed-action/no-counterpart');
});

it.each([
  ['v1-cal', 'explain v1-cal: nothing of that name, did you mean v1-call?'],
  ['rec_nwe', 'explain rec_nwe: nothing of that name, did you mean rec_new?'],
  ['constructor', 'explain constructor: nothing of that name'],
  ['x.js:3', 'explain x.js: no such file; check the path, it counts from the current folder'],
  ['/etc/passwd:1', 'explain /etc/passwd: lies outside '],
])('refuses %s', async (what, message) => {
  const { code, stdout, stderr } = await runCli(['explain', what], { cwd: tempRepository(FILES) });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(`cfv1: ${message}`);
});
