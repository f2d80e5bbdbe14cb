/** Runs a generated program before and after its migration, and says what is wrong. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Applicability, Finding } from '../../src/finding.js';
import { DEFAULT_MIGRATION, type Target } from '../../src/options.js';
import { type Analysis, analyse } from '../../src/pipeline.js';
import { differences, wrongRequests } from '../behaviour/compare.js';
import { openApiCheck } from '../behaviour/openapi.js';
import { runResident } from '../behaviour/resident.js';
import type { Sources } from '../behaviour/run-program.js';
import { inScenario, type Outcome, type Scenario } from '../behaviour/scenario.js';
import type { Spec } from './spec.js';
import { USES } from './uses.js';
import { Writer } from './writer.js';

export interface Verdict {
  readonly problems: readonly string[];
  /** the least sure of its rewrites, for either target */
  readonly applicability: Applicability;
  readonly reasons: readonly string[];
}

export const TARGETS: readonly Target[] = ['sdk', 'fetch'];
const V1_RULES = [
  'v1-call',
  'removed-action',
  'needs-decision',
  'unknown-call',
  'v1-package',
  'v1-endpoint',
  'parse-error',
];
const BY_CAUTION: readonly Applicability[] = ['safe', 'review', 'manual'];
const TODO_LINE = /^[ \t]*\/\/ TODO\(cloudflare-v4\): .*\r?\n/gm;
const MISSING = ['example.com', 'example.org'];
const FILE = 'program.js';
const MANIFEST = '{ "private": true }';
const check = openApiCheck();

/** A directory where programs find every package. */
export class Workshop {
  private readonly dir = mkdtempSync(join(tmpdir(), 'generated programs '));

  constructor() {
    mkdirSync(this.dir, { recursive: true });
    symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(this.dir, 'node_modules'), 'dir');
    writeFileSync(join(this.dir, 'package.json'), MANIFEST);
  }

  run(sources: Sources, scenario: Scenario): Promise<Outcome> {
    const main = join(this.dir, FILE);
    for (const [file, text] of Object.entries(sources)) writeFileSync(join(this.dir, file), text);
    return inScenario(scenario, MISSING, (env) => runResident(main, [], env));
  }

  close(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

export function programOf(spec: Spec): Sources {
  const writer = new Writer(spec);
  return writer.program(USES[spec.use]!.write(writer));
}

export function migrated(sources: Sources, target: Target): Analysis {
  return analyse(
    Object.entries(sources).map(([file, text]) => ({ file, text })),
    { manifests: { 'package.json': MANIFEST }, lockFile: null, whole: true },
    { ...DEFAULT_MIGRATION, target },
  );
}

export async function judge(workshop: Workshop, sources: Sources, scenario: Scenario): Promise<Verdict> {
  const problems: string[] = [];
  const reasons = new Set<string>();
  let caution = 0;
  const before = new Map<Scenario, Outcome>();
  for (const one of ['none', scenario] as const) before.set(one, await workshop.run(sources, one));
  if (before.get('none')!.v1Requests.length === 0) problems.push(`asks v1 nothing: ${before.get('none')!.stderr}`);
  for (const target of TARGETS) {
    const { findings, changes } = migrated(sources, target);
    const v1 = findings.filter(({ rule }) => V1_RULES.includes(rule));
    for (const { reason } of findings) if (reason) reasons.add(reason);
    const worst = Math.max(...v1.map(({ applicability }) => BY_CAUTION.indexOf(applicability)));
    caution = Math.max(caution, worst);
    const after = Object.fromEntries(
      changes.filter(({ file }) => file.endsWith('.js')).map((change) => [change.file, change.after]),
    );
    problems.push(...misfits(target, sources, v1, { ...sources, ...after }));
    const isPartly = worst === BY_CAUTION.indexOf('manual');
    // What v4 does not have is missing in what the bridge answers, and said of the call that reads it.
    const isLacking = isPartly && findings.some(({ reason }) => reason === 'bridge');
    if (Object.keys(after).length === 0 || isLacking) continue;
    for (const [one, expected] of before) {
      const actual = await workshop.run({ ...sources, ...after }, one);
      const found = differences({ run: {} }, one, told(expected, one), told(actual, one, expected));
      if (!isPartly)
        found.push(...wrongRequests(actual, check).filter((problem) => !isOfWholeAnswer(problem, findings)));
      problems.push(...found.map((problem) => `${target}, ${one}: ${problem}`));
    }
  }
  return { problems, applicability: BY_CAUTION[caution]!, reasons: [...reasons] };
}

/**
 * What a program says of an answer that it did not look at names its own code, which changes; bluebird's promises, of
 * request-promise, only print what nobody handled, where those of the language end the program; and clients have words
 * of their own for a connection that breaks.
 */
function told(outcome: Outcome, scenario: Scenario, before = outcome): Outcome {
  const isOfCode = /Cannot (?:read|destructure) propert|is not iterable|is not a function/.test(before.stderr);
  const stderr = isOfCode && outcome.stderr ? 'of code' : outcome.stderr;
  const stdout = scenario === 'broken-connection' ? outcome.stdout.replace(/failed: .*/g, 'failed') : outcome.stdout;
  const isUnhandled = isOfCode && before.stderr.startsWith('Unhandled rejection');
  return { ...outcome, stderr, stdout, exit: isUnhandled && outcome.stderr ? 1 : outcome.exit };
}

/** A bridge answers all that v1 did, also from operations that are to end. */
function isOfWholeAnswer(problem: string, findings: readonly Finding[]): boolean {
  return problem.endsWith('is deprecated') && findings.some(({ reason }) => reason === 'bridge');
}

/** What is wrong with a migration before it is run. */
function misfits(target: Target, before: Sources, v1: readonly Finding[], after: Sources): string[] {
  if (v1.length === 0) return [`${target}: no v1 call is found`];
  const broken = v1.filter(({ reason }) => reason === 'check-failed').map(({ message }) => `${target}: ${message}`);
  const isManual = v1.every(({ applicability }) => applicability === 'manual');
  const kept = Object.entries(before).every(([file, text]) => after[file]?.replace(TODO_LINE, '') === text);
  const same = Object.entries(before).every(([file, text]) => after[file] === text);
  if (isManual && !kept) broken.push(`${target}: changes what it cannot migrate`);
  if (!isManual && same) broken.push(`${target}: nothing changes`);
  return broken;
}
