/**
 * `npm run bench [rounds] [--write | --only=text]`: what the built program takes beside what others take, on trees that
 * are made for it. One table of targets, one of other programs, one of growth; `--write` puts them into
 * docs/performance.md, `--only` measures the targets alone whose job holds the text.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inTurns, isThere, LIMIT, median } from './measure.mjs';
import { others } from './others.mjs';
import { makeRealTree } from './real-tree.mjs';

const MAIN = fileURLToPath(new URL('../../dist/cfv1.cjs', import.meta.url));
const PARSE = fileURLToPath(new URL('parse.cjs', import.meta.url));
const PAGE = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));
const only = process.argv.find((one) => one.startsWith('--only='))?.slice('--only='.length);
const given = process.argv.slice(2).filter((one) => one !== '--write' && !one.startsWith('--only='));
const rounds = Number(given[0] ?? 9);
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error(`bench: ${given[0]}: must be a whole number of rounds, 1 or more`);
  process.exit(2);
}
/** `BENCH_FILES`: smaller trees, to see whether it runs */
const FILES = Number(process.env.BENCH_FILES ?? 10_000);

const node = (...args) => [process.execPath, ...args];
const cfv1 = (...args) => node(MAIN, ...args);
const RG = ['rg', '-l', '-g', '*.{js,jsx,ts,tsx,mjs,cjs,mts,cts,vue,svelte}', '-e', 'api_json|tkn'];
const N0 = node('-e', '0');

/** The verdict on a ratio: reached, within what must be, or neither. */
function verdict(value, reach, must) {
  if (Number.isNaN(value)) return 'not measured';
  return value <= reach ? 'reached' : value <= must ? (must === 99 ? 'not reached' : 'must met') : 'MISSED';
}

function targets(folder) {
  const tree = (name, options) => {
    const root = join(folder, name);
    mkdirSync(root);
    return { root, planted: makeRealTree(root, options) };
  };
  const large = tree('large', { files: FILES }).root;
  const walked = tree('walked', { files: FILES, inGit: false }).root;
  const small = tree('small', { files: 150 }).root;
  const old20 = tree('old-20', { files: FILES, v1: 20 });
  const old = tree('old', { files: FILES, v1: 300 });
  const shared = tree('shared', { files: FILES / 5, v1: 300, wrappers: 10 });
  const list = (name, files) => {
    const path = join(folder, `${name}.txt`);
    writeFileSync(path, files.join('\n'));
    return path;
  };
  const staged = tree('staged', { files: 200 }).root;
  const one = tree('one', { files: 200, v1: 1 });
  for (const root of [staged, one.root]) stageFive(root, root === staged ? [] : one.planted);
  const rg = isThere('rg') ? RG : null;
  const wall = (run, base) => run.wall / base[0].wall;
  return {
    large,
    rows: [
      ['ci, clean, in git', large, cfv1('ci'), [rg], wall, 'RG', 1, 1.3],
      ['the same, CPU', large, cfv1('ci'), [rg], (run, base) => run.cpu / base[0].cpu, 'RG CPU', 0.8, 99],
      ['the same, memory', large, cfv1('ci'), [N0], (run) => run.memory, 'MiB', 45, 60],
      [
        'the same, any tree',
        large,
        cfv1('ci'),
        [N0, rg],
        (run, [n0, r]) => (run.wall - n0.wall) / r.wall,
        'RG beyond N0',
        1,
        1.2,
      ],
      ['ci, clean, without git', walked, cfv1('ci'), [rg], wall, 'RG', 1.3, 2],
      ['ci, 150 clean files', small, cfv1('ci'), [N0], wall, 'N0', 1.35, 1.6],
      ['lint --staged, 5 clean files', staged, cfv1('lint', '--staged'), [N0], wall, 'N0', 1.3, 2],
      ['lint --staged, one of 5 calls v1', one.root, cfv1('lint', '--staged'), [N0], wall, 'N0', 2.2, 4],
      ['ci, 20 v1 files', old20.root, cfv1('ci'), [node(PARSE, list('20', old20.planted))], wall, 'PP', 99, 99],
      ['migrate, 300 v1 files', old.root, cfv1('migrate'), [node(PARSE, list('300', old.planted))], wall, 'PP', 2, 3],
      ['the same, memory', old.root, cfv1('migrate'), [N0], (run) => run.memory, 'MiB', 150, 300],
      [
        'migrate, 300 v1 files through 10 wrappers',
        shared.root,
        cfv1('migrate'),
        [node(PARSE, list('shared', shared.planted))],
        wall,
        'PP',
        99,
        99,
      ],
      ['through wrappers, memory', shared.root, cfv1('migrate'), [N0], (run) => run.memory, 'MiB', 99, 99],
    ],
  };
}

/** Five files as the next commit has them, otherwise than the last one. */
function stageFive(root, first) {
  const names = execFileSync('git', ['ls-files', '-z', '*.js'], { cwd: root, encoding: 'utf8' }).split('\0');
  const files = [...first, ...names.slice(0, 5).map((name) => join(root, name))].slice(0, 5);
  for (const file of files) writeFileSync(file, '// changed\n', { flag: 'a' });
  execFileSync('git', ['add', '-A'], { cwd: root });
}

/** 99: there is none. */
function shown(limit) {
  return limit === 99 ? '–' : String(limit);
}

function measured([name, cwd, command, bases, ratio, unit, reach, must]) {
  if (bases.includes(null)) return [name, '–', '–', '–', `– ${unit}`, shown(reach), shown(must), 'rg is missing'];
  const [own, ...base] = inTurns(
    [command, ...bases].map((one) => ({ cwd, command: one })),
    name.includes('v1 files') ? Math.min(rounds, 3) : rounds,
  );
  if (!own) return [name, `> ${LIMIT}`, '–', '–', `– ${unit}`, shown(reach), shown(must), must === 99 ? '–' : 'MISSED'];
  const value = median(
    own.map((run, round) =>
      ratio(
        run,
        base.map((runs) => runs[round]),
      ),
    ),
  );
  const cells = ['wall', 'cpu', 'memory'].map((key) => median(own.map((run) => run[key])).toFixed(0));
  const none = must === 99 && reach === 99;
  return [
    name,
    ...cells,
    `${value.toFixed(2)} ${unit}`,
    shown(reach),
    shown(must),
    none ? '–' : verdict(value, reach, must),
  ];
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** Said at once: the whole takes long. */
function told(cells) {
  console.log(cells.join(' | '));
  return cells;
}

/** Time for so many files, v1 files, and calls in one file. */
function growth(folder) {
  const sizes = FILES < 10_000 ? [10, 100] : null;
  const series = [
    ['clean files, ci', sizes ?? [1000, 10_000, 100_000], (n) => ({ files: n }), 'ci'],
    [
      'v1 files among 5,000, migrate',
      sizes ?? [10, 100, 1000],
      (n) => ({ files: sizes ? 200 : 5000, v1: n }),
      'migrate',
    ],
    ['calls in one file, migrate', sizes ?? [1, 10, 100, 1000], (n) => ({ files: 20, v1: 1, calls: n }), 'migrate'],
  ];
  return series.flatMap(([name, counts, options, command]) =>
    counts.map((count) => {
      const root = join(folder, 'growth');
      mkdirSync(root);
      const { length } = makeRealTree(root, options(count));
      const [runs] = inTurns([{ cwd: root, command: cfv1(command) }], 1);
      rmSync(root, { recursive: true });
      const wall = runs ? runs[0].wall.toFixed(0) : `> ${LIMIT}`;
      return [
        name,
        command === 'ci' || name.startsWith('calls') ? count : length,
        wall,
        runs ? (runs[0].wall / count).toFixed(2) : '–',
      ];
    }),
  );
}

const folder = mkdtempSync(join(tmpdir(), 'cfv1 bench '));
try {
  const machine = `Node ${process.version}, ${availableParallelism()} processors (${cpus()[0]?.model ?? 'unknown'}), load ${loadavg()[0].toFixed(1)} at the start, ${rounds} rounds in turns, medians of the ratios of each round.`;
  const { rows, large } = targets(folder);
  const asked = rows.filter(([name]) => only === undefined || name.includes(only));
  const parts = [
    table(
      ['job', 'wall ms', 'CPU ms', 'MiB', 'measured', 'reach', 'must', 'verdict'],
      asked.map((row) => told(measured(row))),
    ),
  ];
  if (only === undefined)
    parts.push(
      table(
        ['program', 'wall ms', 'CPU ms', 'MiB', '× ours', 'reach', 'must', 'verdict'],
        others(large, cfv1('ci'), folder).map(told),
      ),
      table(['growth', 'count', 'wall ms', 'ms each'], growth(folder)),
    );
  const text = `${machine}\n\n${parts.join('\n\n')}\n`;
  console.log(text);
  if (process.argv.includes('--write') && only === undefined) {
    const { page } = await import('./page.mjs');
    writeFileSync(PAGE, page(machine, parts));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
