/** What programs take: wall time, CPU with that of their children, peak memory. In turns, so that load meets all of them. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// it adds 65 ms to every start of Node
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
const TIME = '/usr/bin/time';
/** ms; a program that takes longer is named as that */
export const LIMIT = Number(process.env.BENCH_LIMIT ?? 180_000);

/** @returns `{ wall, cpu, memory }` in ms and MiB; memory is NaN where nothing measures it; null: missing, or too slow */
function once({ cwd, command }) {
  const folder = mkdtempSync(join(tmpdir(), 'cfv1-bench-'));
  const out = join(folder, 'out');
  const script = existsSync(TIME)
    ? `exec ${TIME} -o "$OUT" -f '%U %S %M' "$@" >/dev/null 2>&1`
    : `"$@" >/dev/null 2>&1; times > "$OUT"`;
  const start = process.hrtime.bigint();
  const { status } = spawnSync('sh', ['-c', script, 'sh', ...command], {
    cwd,
    env: { ...env, OUT: out },
    stdio: 'ignore',
    timeout: LIMIT,
  });
  const wall = Number(process.hrtime.bigint() - start) / 1e6;
  try {
    if (status === null || status >= 126) return null;
    return { wall, ...taken(readFileSync(out, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function taken(text) {
  const line = text.trim().split('\n').at(-1);
  if (!line.includes('m')) {
    const [user, system, kilobytes] = line.split(' ').map(Number);
    return { cpu: (user + system) * 1000, memory: kilobytes / 1024 };
  }
  const seconds = [...line.matchAll(/(\d+)m([\d.]+)s/g)].map(([, m, s]) => Number(m) * 60 + Number(s));
  return { cpu: seconds.reduce((sum, one) => sum + one, 0) * 1000, memory: Number.NaN };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** @returns each job's runs, one a round; null where the program is missing or takes too long */
export function inTurns(jobs, rounds, warm = true) {
  const runs = jobs.map(() => []);
  for (let round = warm ? -1 : 0; round < rounds; round++)
    jobs.forEach((job, index) => {
      if (runs[index] === null) return;
      const run = once(job);
      if (run === null) runs[index] = null;
      // the round before the first one warms the caches
      else if (round >= 0) runs[index].push(run);
    });
  return runs;
}

export function isThere(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore', env }).status === 0;
}
