import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const BENCH = fileURLToPath(new URL('run.mjs', import.meta.url));

function bench(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return spawnSync(process.execPath, [BENCH, ...args], { encoding: 'utf8', env: { ...process.env, ...env } });
}

it.skipIf(!process.env.LONG)(
  'every job of the measurement runs (LONG=1)',
  () => {
    const { status, stdout, stderr } = bench(['1'], { BENCH_FILES: '400' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    for (const head of ['| job |', '| program |', '| growth |']) expect(stdout).toContain(head);
    expect(stdout).toMatch(/^\| migrate, 300 v1 files \| \d+ \|/m);
  },
  900_000,
);

it('rounds that are no number are told in one line', () => {
  expect(bench(['often'])).toMatchObject({
    status: 2,
    stderr: 'bench: often: must be a whole number of rounds, 1 or more\n',
  });
});
