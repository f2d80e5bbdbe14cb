/**
 * `npm run trial -- PATH…`: any program, a file or a directory, before and after. It tells what is found, what is
 * written, and what the two do and print differently. Environment: SHOW=sdk|fetch|both|none (what is written), SC (the
 * scenarios, comma-separated), NORUN=1.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join, resolve } from 'node:path';
import type { Target } from '../../src/options.js';
import { differences, wrongRequests } from './compare.js';
import { analyseProgram, readProgram } from './migrate.js';
import { openApiCheck } from './openapi.js';
import type { Program } from './programs.js';
import { type Outcome, runScenario, type Scenario } from './scenario.js';

const { SHOW = 'sdk', SC = 'none,bad-key', NORUN } = process.env;
const SCENARIOS = SC.split(',') as Scenario[];
const TARGETS: readonly Target[] = ['sdk', 'fetch'];
const RUN: Program['run'] = {
  args: [],
  env: {},
  faults: SCENARIOS,
  expect: 'safe',
  exits: {},
  prints: '',
  effects: 0,
};
const check = openApiCheck();

/** All packages that the test bed has, so that a lone file may load any of them. */
function manifestFor(file: string, text: string): string {
  const root = new URL('../../package.json', import.meta.url);
  const { devDependencies } = JSON.parse(readFileSync(root, 'utf8')) as { devDependencies: Record<string, string> };
  const { cloudflare: sdk, 'cloudflare-v1': _, ...dependencies } = devDependencies;
  const v1 = /require\(['"]cloudflare['"]\)|from ['"]cloudflare['"]/.test(text);
  const isModule = /\.m?[jt]s$/.test(file) && (file.endsWith('.mjs') || /^(?:import|export)\b/m.test(text));
  return JSON.stringify({
    name: 'trial',
    ...(isModule && { type: 'module' }),
    dependencies: { ...dependencies, cloudflare: v1 ? '^0.0.8' : sdk },
  });
}

const lineAt = (text: string | undefined, offset: number) => text?.slice(0, offset).split('\n').length;

function layOut(path: string, root: string): void {
  if (statSync(path).isDirectory()) {
    cpSync(path, root, { recursive: true });
    return;
  }
  const text = readFileSync(path, 'utf8');
  writeFileSync(join(root, `main${extname(path)}`), text);
  writeFileSync(join(root, 'package.json'), manifestFor(path, text));
}

async function tryOut(path: string): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'trial '));
  const print = (line: string) => console.log(line);
  try {
    layOut(resolve(path), root);
    const program: Program = { name: basename(path), dir: root, run: RUN };
    const files = readProgram(program);
    const before = new Map<Scenario, Outcome>();
    print(`==== ${path}`);
    for (const target of TARGETS) {
      const { findings, changes } = analyseProgram(files, target);
      const sources = Object.fromEntries(changes.map(({ file, after }) => [file, after]));
      if (target === TARGETS[0]) {
        for (const { file, range, applicability, rule, action, reason, message } of findings)
          print(
            `  ${file}:${lineAt(files[file], range.start)} ${applicability} ${rule} ${action ?? ''} ${reason ?? ''}: ${message}`,
          );
      }
      if (SHOW === target || SHOW === 'both')
        for (const [file, text] of Object.entries(sources))
          print(`--- ${file} (${target})\n${file.includes('v1-bridge') ? '(the bridge)' : text}`);
      const again = analyseProgram({ ...files, ...sources }, target);
      for (const { file } of again.changes) print(`  !! ${target}: a second run changes ${file}`);
      if (NORUN) continue;
      for (const scenario of SCENARIOS) {
        const expected = before.get(scenario) ?? (await runScenario(program, {}, scenario));
        if (!before.has(scenario)) {
          before.set(scenario, expected);
          const { exit, stdout, stderr, effects } = expected;
          print(
            `  v1 ${scenario}: exit ${exit}, ${effects.length} effects, ${JSON.stringify(stdout.slice(0, 300))} ${JSON.stringify(stderr.slice(0, 200))}`,
          );
        }
        const actual = await runScenario(program, sources, scenario);
        const found = [...differences(program, scenario, expected, actual), ...wrongRequests(actual, check)];
        for (const line of found) print(`  DIFFERS ${target} ${scenario}: ${line}`);
      }
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

export async function trial(paths: readonly string[]): Promise<void> {
  for (const path of paths) await tryOut(path);
}
