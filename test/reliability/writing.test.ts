/**
 * Writing while things go wrong: a signal at any moment, a full disk, two runs at once, files that change meanwhile.
 * Every file is old or new, and the next run leaves no temporary file. LONG=1: 200 files and 50 moments a signal.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { git, put, tempRepository } from '../workspace/temp-tree.js';
import { CALL } from './hostile-code.js';
import { ended, random, runMain, start, textsIn } from './processes.js';

const LONG = Boolean(process.env.LONG);
if (LONG) vi.setConfig({ testTimeout: 3_600_000 });
const FILES = LONG ? 200 : 12;
const MOMENTS = Number(process.env.MOMENTS ?? (LONG ? 50 : 1));
const WRITE = ['migrate', '--write', '--target', 'fetch', '--format', 'compact'];

const OLD = Object.fromEntries(
  Array.from({ length: FILES }, (_none, index) => [
    `src/${index % 7}/f${index}.js`,
    `// ${'old '.repeat(index)}\n${CALL};\n`,
  ]),
);

/** What a run that nobody disturbs makes of a tree. */
function undisturbed(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const root = tempRepository(files);
  expect(runMain(root, WRITE).code).toBe(0);
  const after = textsIn(root);
  for (const file of Object.keys(files)) expect(after[file]).not.toBe(files[file]);
  return after;
}

/** How many files are new; fails where one is neither old nor new, or something else is there. */
function newOnes(root: string, after: Readonly<Record<string, string>>): number {
  const now = Object.entries(textsIn(root)).filter(([file]) => !/(?:^|\/)\.cfv1-\d+-[0-9a-f]+\.tmp$/.test(file));
  expect(now.map(([file]) => file)).toEqual(Object.keys(OLD).sort());
  const torn = now.filter(([file, text]) => text !== OLD[file] && text !== after[file]);
  expect(torn.map(([file]) => file)).toEqual([]);
  return now.filter(([file, text]) => text === after[file]).length;
}

/** Ends the run at the nth thing that happens to its files, or so many milliseconds after its start. */
async function stopped(
  root: string,
  signal: NodeJS.Signals,
  event: number,
  delay: number | null,
): Promise<number | null> {
  const child = start(root, WRITE);
  let seen = 0;
  const watcher = watch(join(root, 'src'), { recursive: true }, () => {
    if (++seen === event) child.kill(signal);
  });
  const timer = delay === null ? undefined : setTimeout(() => child.kill(signal), delay);
  const code = await ended(child);
  watcher.close();
  clearTimeout(timer);
  return code;
}

describe.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)('%s while files are written', (signal) => {
  it.skipIf(!LONG && signal !== 'SIGKILL')(`leaves each old or new, at ${MOMENTS} moments`, async () => {
    const after = undisturbed(OLD);
    const root = tempRepository(OLD);
    const next = random(signal.length);
    const parts = new Set<string>();
    for (let moment = 0; moment < MOMENTS; moment++) {
      put(root, OLD);
      const early = moment % 5 === 4;
      await stopped(root, signal, 1 + Math.floor(next() * FILES * 4), early ? Math.floor(next() * 1_500) : null);
      const done = newOnes(root, after);
      parts.add(done === 0 ? 'none' : done === FILES ? 'all' : 'some');
      // one that is asked to end writes all or nothing
      if (signal !== 'SIGKILL') expect([0, FILES]).toContain(done);
      expect(runMain(root, WRITE).code).toBe(0);
      expect(textsIn(root)).toEqual(after);
    }
    process.stdout.write(`${signal} at ${MOMENTS} moments: ${[...parts].sort().join(', ')}\n`);
  });
});

describe.runIf(LONG)('two runs at once', () => {
  it('leave what one leaves', async () => {
    const after = undisturbed(OLD);
    for (let turn = 0; turn < 20; turn++) {
      const root = tempRepository(OLD);
      const codes = await Promise.all([ended(start(root, WRITE)), ended(start(root, WRITE))]);
      for (const code of codes) expect([0, 2]).toContain(code);
      newOnes(root, after);
      expect(runMain(root, WRITE).code).toBe(0);
      expect(textsIn(root)).toEqual(after);
    }
  });
});

describe.runIf(LONG)('a full disk', () => {
  it.each(
    LONG ? [40, 90, 140] : [40],
  )('of which %i kB are free: nothing is written, and the reason is told', (kilobytes) => {
    const disk = mkdtempSync(join(tmpdir(), 'cfv1-disk-'));
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]).status === 0;
    onTestFinished(() => {
      if (mounted) spawnSync('umount', ['-l', disk]);
      rmSync(disk, { recursive: true, force: true });
    });
    if (!mounted) {
      process.stdout.write('a full disk: no file system can be mounted here, so this is not looked at\n');
      return;
    }
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_none, index) => [`f${index}.js`, `${CALL};\n// ${'x'.repeat(9_000)}\n`]),
    );
    put(disk, files);
    const free = Number(spawnSync('df', ['--output=avail', '-k', disk], { encoding: 'utf8' }).stdout.split('\n')[1]);
    writeFileSync(join(disk, 'ballast'), Buffer.alloc((free - kilobytes) * 1024));
    const { code, stderr } = runMain(disk, [...WRITE, '--allow-dirty']);
    const { ballast, ...now } = textsIn(disk);
    expect(ballast).toBeDefined();
    expect(now).toEqual(files);
    expect(code).toBe(2);
    expect(stderr).toMatch(/nothing is written:[\s\S]*f\d+\.js: .*(?:ENOSPC|no space|takes no more)/i);
  });
});

describe.runIf(LONG)('a file that is renamed in its case alone', () => {
  it('is found and written under its new name', () => {
    const root = tempRepository({ 'Old.js': `${CALL};\n` });
    renameSync(join(root, 'Old.js'), join(root, 'old.js'));
    git(root, 'add', '-A');
    git(root, 'commit', '-qm', 'case');
    expect(runMain(root, WRITE).code).toBe(0);
    expect(Object.keys(textsIn(root))).toEqual(['old.js']);
    expect(textsIn(root)['old.js']).toContain('client/v4');
  });
});
