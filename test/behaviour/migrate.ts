/** Takes a program of the test bed through the codemod, and says what is wrong with what came out. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Applicability, Finding } from '../../src/finding.js';
import { DEFAULT_MIGRATION, type Target } from '../../src/options.js';
import { type Analysis, analyse, type SourceText } from '../../src/pipeline.js';
import type { Program } from './programs.js';
import type { Sources } from './run-program.js';

/** Findings of these rules say that v1 is still there. */
const V1_RULES: readonly string[] = [
  'v1-call',
  'removed-action',
  'needs-decision',
  'unknown-call',
  'v1-package',
  'v1-endpoint',
  'parse-error',
  'not-analysed',
];
const BY_CAUTION: readonly Applicability[] = ['safe', 'review', 'manual'];
const TODO_LINE = /^[ \t]*\/\/ TODO\(cloudflare-v4\): .*\r?\n/gm;

export interface Migrated {
  /** the files that changed */
  readonly sources: Sources;
  readonly problems: readonly string[];
}

export function migrate(program: Program, target: Target): Migrated {
  const original = readProgram(program);
  const first = analyseProgram(original, target);
  const sources = Object.fromEntries(first.changes.map(({ file, after }) => [file, after]));
  const second = analyseProgram({ ...original, ...sources }, target);
  const problems = [
    ...checkCaution(first.findings, program.run.expect),
    ...(program.run.expect === 'manual' ? checkUntouched(first) : checkGone(first, second)),
    ...second.changes.map(({ file }) => `a second run changes ${file}`),
  ];
  return { sources, problems };
}

/** A program's files, but for what the test bed says of it. */
export function readProgram({ dir }: Pick<Program, 'dir'>): Sources {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'run.json')
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
  return Object.fromEntries(files.map((file) => [file, readFileSync(`${dir}/${file}`, 'utf8')]));
}

/** One run of the codemod over a program. */
export function analyseProgram(files: Sources, target: Target): Analysis {
  const sources: SourceText[] = Object.entries(files)
    .filter(([file]) => /\.[cm]?[jt]s$/.test(file))
    .map(([file, text]) => ({ file, text }));
  const others = Object.entries(files)
    .filter(([file]) => /\.json$/.test(file) && file !== 'package.json')
    .map(([file, text]) => ({ file, text }));
  const manifests = { 'package.json': files['package.json']! };
  const project = { manifests, lockFile: 'package-lock.json', others, whole: true } as const;
  return analyse(sources, project, { ...DEFAULT_MIGRATION, target });
}

function v1Findings(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ rule }) => V1_RULES.includes(rule));
}

function checkCaution(findings: readonly Finding[], expected: Applicability): string[] {
  const ranks = v1Findings(findings).map(({ applicability }) => BY_CAUTION.indexOf(applicability));
  if (ranks.length === 0) return ['no v1 call is found'];
  const worst = BY_CAUTION[Math.max(...ranks)]!;
  const reasons = findings.map(({ reason }) => reason).filter(Boolean);
  return worst === expected ? [] : [`is ${worst}, not ${expected} (${reasons.join(', ')})`];
}

function checkUntouched({ changes }: Analysis): string[] {
  return changes
    .filter(({ before, after }) => after.replace(TODO_LINE, '') !== before)
    .map(({ file }) => `${file} changes, though nothing in it can be migrated`);
}

function checkGone(first: Analysis, second: Analysis): string[] {
  const left = v1Findings(second.findings).map(({ rule, message }) => `left: ${rule}: ${message}`);
  return first.changes.length === 0 ? ['nothing changes', ...left] : left;
}
