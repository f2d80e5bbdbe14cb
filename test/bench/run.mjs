/**
 * `npm run bench [rounds]`: what the built program takes, as medians. Wall time and CPU in seconds, peak memory in MiB;
 * N0 is a Node that does nothing, measured the same way.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeTree } from './tree.mjs';

const MAIN = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const USAGE = new URL('usage.mjs', import.meta.url).href;
const rounds = Number(process.argv[2] ?? 3);
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error(`bench: ${process.argv[2]}: must be a whole number of rounds, 1 or more`);
  process.exit(2);
}

const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

function measured(cwd, args) {
  const start = process.hrtime.bigint();
  const run = spawnSync(process.execPath, ['--import', USAGE, ...args], {
    cwd,
    env,
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const wall = Number(process.hrtime.bigint() - start) / 1e9;
  if (run.status === null || run.status > 1) throw new Error(`${args.join(' ')}: ${run.stderr}`);
  return { wall, ...JSON.parse(String(run.output[3])) };
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

const folder = mkdtempSync(join(tmpdir(), 'cfv1 bench '));
try {
  const git = (root, ...args) =>
    spawnSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@x', ...args], { cwd: root });
  const tree = (name, size, inGit = true) => {
    const root = join(folder, name);
    makeTree(root, size);
    if (inGit)
      for (const args of [
        ['init', '-q'],
        ['add', '-A'],
        ['commit', '-qm', 'x'],
      ])
        git(root, ...args);
    return root;
  };
  const clean = { callers: 0, wrappers: 0 };
  const small = tree('small', { files: 150, ...clean });
  const large = tree('large', { files: 10_000, ...clean });
  const walked = tree('walked', { files: 10_000, ...clean }, false);
  const old = tree('old', { files: 2000, callers: 290, wrappers: 10 });
  const jobs = [
    ['N0: node -e 0', small, ['-e', '0']],
    ['ci, 150 clean files in git', small, [MAIN, 'ci']],
    ['ci, 10,000 clean files in git', large, [MAIN, 'ci']],
    ['ci, 10,000 clean files, no git', walked, [MAIN, 'ci']],
    ['lint --staged, nothing staged', large, [MAIN, 'lint', '--staged']],
    ['migrate, 2,000 files, 300 v1, 10 wrappers', old, [MAIN, 'migrate', '--jobs', '1']],
    ['the same on all processors', old, [MAIN, 'migrate']],
  ];
  console.log(
    `Node ${process.version}, ${availableParallelism()} processors (${cpus()[0]?.model ?? 'unknown'}), ${rounds} rounds`,
  );
  console.log(`${'job'.padEnd(44)}${'wall s'.padStart(9)}${'CPU s'.padStart(9)}${'MiB'.padStart(7)}`);
  const results = jobs.map(() => []);
  // In turns, so that what else the machine does meets all of them.
  for (let round = 0; round < rounds; round++)
    jobs.forEach(([, root, args], index) => {
      results[index].push(measured(root, args));
    });
  jobs.forEach(([name], index) => {
    const of = (key) => median(results[index].map((one) => one[key]));
    console.log(
      `${name.padEnd(44)}${of('wall').toFixed(2).padStart(9)}${of('cpu').toFixed(2).padStart(9)}${of('memory').toFixed(0).padStart(7)}`,
    );
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
