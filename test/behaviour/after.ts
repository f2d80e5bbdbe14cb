/**
 * The promise of the codemod, put to the test: every program, rewritten for either target, does against v4 what it did
 * against v1. Each is run undisturbed for both targets and in its last scenario for one of them, by turns; with LONG=1
 * in all scenarios for both. The programs are dealt out to several test files, which run side by side.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Target } from '../../src/options.js';
import { brokenClaims } from './claims.js';
import { differences, wrongRequests } from './compare.js';
import { migrate } from './migrate.js';
import { openApiCheck, SKIPPED } from './openapi.js';
import { allPrograms, type Program } from './programs.js';
import { type Outcome, runScenario, type Scenario } from './scenario.js';

const TARGETS: readonly Target[] = ['sdk', 'fetch'];
const TIMEOUT_MS = 300_000;

/**
 * Programs that fail, and why. A program on the list must fail: one that starts to pass is taken off, by hand or with
 * BEHAVIOUR_TAKE_OFF=1.
 */
const LIST_FILE = new URL('./not-yet.json', import.meta.url);
const NOT_YET = JSON.parse(readFileSync(LIST_FILE, 'utf8')) as Record<string, string>;

const check = openApiCheck();
const FILES = 3;

function scenariosOf({ run: { faults } }: Program, index: number, target: Target): readonly Scenario[] {
  if (process.env.LONG) return faults;
  const disturbed = TARGETS[Math.floor(index / FILES) % TARGETS.length] === target;
  return disturbed ? [...new Set(['none' as const, faults.at(-1)!])] : ['none'];
}

/** Everything that is wrong with a program's migration to either target. */
async function problemsOf(program: Program, index: number): Promise<string[]> {
  const problems: string[] = [];
  const before = new Map<Scenario, Outcome>();
  for (const target of TARGETS) {
    const migrated = migrate(program, target);
    problems.push(...migrated.problems.map((problem) => `${target}: ${problem}`));
    if (migrated.problems.length > 0) continue;
    for (const scenario of scenariosOf(program, index, target)) {
      const expected = before.get(scenario) ?? (await runScenario(program, {}, scenario));
      if (!before.has(scenario)) problems.push(...brokenClaims(program, scenario, expected));
      before.set(scenario, expected);
      const actual = await runScenario(program, migrated.sources, scenario);
      const found = differences(program, scenario, expected, actual);
      if (program.run.expect !== 'manual') found.push(...wrongRequests(actual, check));
      problems.push(...found.map((problem) => `${target}, ${scenario}: ${problem}`));
    }
  }
  return problems;
}

/** The tests of every third program, beginning with the given one. */
export function afterTests(first: number): void {
  const all = allPrograms();
  const programs = all.map((program, index) => ({ program, index, name: program.name }));
  const own = programs.filter(({ index }) => index % FILES === first);
  const passing: string[] = [];

  describe.skipIf(own.length === 0)('every program, rewritten', () => {
    it.each(own)('$name', { timeout: TIMEOUT_MS }, async ({ program, index }) => {
      const problems = await problemsOf(program, index);
      if (!(program.name in NOT_YET)) {
        expect(problems).toEqual([]);
      } else {
        if (problems.length === 0) passing.push(program.name);
        if (!process.env.BEHAVIOUR_TAKE_OFF) {
          expect(problems, `${program.name} passes: take it off not-yet.json`).not.toEqual([]);
        }
      }
    });
  });

  it('lists only programs that exist', () => {
    const names = allPrograms('').map(({ name }) => name);
    expect(Object.keys(NOT_YET).filter((name) => !names.includes(name))).toEqual([]);
  });

  it.skipIf(!check)(check ? 'checks requests against OpenAPI' : SKIPPED, () => {
    expect(check).not.toBeNull();
  });

  afterAll(() => {
    if (!process.env.BEHAVIOUR_TAKE_OFF || passing.length === 0) return;
    const listed = JSON.parse(readFileSync(LIST_FILE, 'utf8')) as Record<string, string>;
    const left = Object.entries(listed).filter(([name]) => !passing.includes(name));
    writeFileSync(LIST_FILE, `${JSON.stringify(Object.fromEntries(left), null, 2)}\n`);
  });
}
