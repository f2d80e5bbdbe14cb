/**
 * Real files that have nothing to do with v1 stay as they are, and a call that is put into them is found and rewritten
 * right there. LONG=1 and CFV1_CORPUS=folder: all files of the folder, and planted calls in 2,000 of them; else a few.
 * Every file is taken through the whole analysis, though the search for marks would let nearly all of them go.
 */
import { diffLines } from 'diff';
import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_MIGRATION } from '../../src/options.js';
import { analyse } from '../../src/pipeline.js';
import { type ast, isFailure, type NodePath, parseModule } from '../../src/syntax/index.js';
import { hasMark } from '../../src/workspace/index.js';
import { failures } from './analysed.js';
import { type CorpusFile, corpus, IS_WHOLE, textOf } from './corpus.js';
import { CALL, FORM } from './hostile-code.js';
import { random } from './processes.js';

const LONG = Boolean(process.env.LONG);
if (LONG) vi.setConfig({ testTimeout: 36_000_000 });
const PROJECT = { manifests: {}, lockFile: null };
const PLANTED = LONG ? Number(process.env.PLANTED ?? 2_000) : 10;

/** Packages of which some files speak v1, or name what it named: their findings are true. */
const TRUE = /^(?:cloudflare(?:-v1)?|cloudflare-api)\//;

/**
 * Not followed to their end, and told so: each value in them leads to many others. Two bundles of rxjs, its scheduler for
 * tests, a compiler, a maker of parsers, and a library of ciphers.
 */
const NOT_FOLLOWED =
  /^(?:(?:got\/)?dist\/source\/core\/index\.js$|rxjs\/dist\/(?:bundles\/rxjs\.umd(?:\.min)?|(?:cjs|esm5?)\/internal\/testing\/TestScheduler)\.js|svelte\/compiler\/index\.js|node-forge\/(?:dist\/forge(?:\.all)?\.min|lib\/util)\.js|three\/examples\/jsm\/libs\/chevrotain\.module\.min\.js|@sinclair\/typebox\/build\/esm\/syntax\/parser\.mjs)$/;

/** LONG=1: every so manieth file, beginning with one of them, so that several runs share the corpus: `SHARD=1/4`. */
const [SHARD = 1, SHARDS = 1] = (process.env.SHARD ?? '').split('/').filter(Boolean).map(Number);

function sample<T>(all: readonly T[], count: number, seed: number): readonly T[] {
  const next = random(seed);
  return all.length <= count ? all : Array.from({ length: count }, () => all[Math.floor(next() * all.length)]!);
}

describe('files that have nothing to do with v1', () => {
  it('stay as they are, and nothing is said of them', () => {
    const all = corpus();
    const files = LONG ? all.filter((_one, index) => index % SHARDS === SHARD - 1) : sample(all, 40, 1);
    const said: string[] = [];
    let unparsed = 0;
    let given = 0;
    let read = 0;
    for (const [index, one] of files.entries()) {
      const text = textOf(one, LONG ? undefined : 60_000);
      if (text === null || TRUE.test(one.file)) continue;
      read++;
      const target = index % 2 === 0 ? 'sdk' : 'fetch';
      const { findings, changes } = analyse([{ file: one.file, text }], PROJECT, { ...DEFAULT_MIGRATION, target });
      if (changes.length > 0) said.push(`${one.file} is changed`);
      for (const { rule, message } of findings) {
        if (rule === 'parse-error' && !hasMark(Buffer.from(text))) unparsed++;
        else if (rule === 'not-analysed' && NOT_FOLLOWED.test(one.file) && changes.length === 0) given++;
        else said.push(`${one.file}: ${rule}: ${message}`);
      }
    }
    process.stdout.write(
      `${read} files read, ${unparsed} of them parsed by nobody, ${given} not followed to their end, ${said.length} findings\n`,
    );
    if (IS_WHOLE && LONG) expect(read * SHARDS).toBeGreaterThan(20_000);
    expect(said).toEqual([]);
  });
});

const FETCH = `fetch('https://www.cloudflare.com/api_json.html', { method: 'POST', body: new URLSearchParams(${FORM.slice(8, -2)}) })`;

/** Where a statement of its own may stand: before one that begins a line, in code that can be reached. */
function places(text: string, file: string): readonly number[] {
  const module = parseModule(file, text);
  if (isFailure(module) || /\.d\.[cm]?ts$/.test(file)) return [];
  const found: number[] = [];
  const add = (path: NodePath<ast.Program | ast.BlockStatement>) => {
    for (const statement of path.node.body) {
      const start = statement.start ?? 0;
      const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
      const ends = /^(?:Return|Throw|Break|Continue)Statement$/.test(statement.type);
      if (/^[\t ]*$/.test(line) && !ends && !/^Import/.test(statement.type)) found.push(start - line.length);
      if (ends) break;
    }
  };
  module.program.traverse({
    enter: (path) => {
      if (path.isBlockStatement()) add(path);
    },
  });
  add(module.program);
  return found.sort((a, b) => a - b);
}

/** Does the file give the names that the call uses another meaning, or say that it runs in a browser? */
const OWN = /\b(?:require|process|fetch|URLSearchParams|window|document|navigator|XMLHttpRequest|chrome|self)\b/;

interface Outcome {
  readonly found: boolean;
  readonly rewritten: boolean;
  /** the file is not followed to its end, and told so */
  readonly givenUp: boolean;
  readonly problems: readonly string[];
}

function plant({ file }: CorpusFile, text: string, at: number, call: string, target: 'sdk' | 'fetch'): Outcome {
  const indent = /^[\t ]*/.exec(text.slice(at))?.[0] ?? '';
  const planted = `${indent}${call};\n`;
  const source = text.slice(0, at) + planted + text.slice(at);
  const { findings, changes } = analyse([{ file, text: source }], PROJECT, { ...DEFAULT_MIGRATION, target });
  const givenUp = findings.some(({ rule }) => rule === 'not-analysed') && changes.length === 0;
  if (givenUp) return { found: false, rewritten: false, givenUp, problems: [] };
  const problems = [...failures(findings)];
  const inside = findings.filter(({ range }) => range.start >= at && range.end <= at + planted.length);
  if (inside.length !== findings.length)
    problems.push(
      ...findings.filter((one) => !inside.includes(one)).map(({ rule, range }) => `${rule} at ${range.start}`),
    );
  const after = changes.find((change) => change.file === file)?.after ?? source;
  const whole = (one: string) => (one.endsWith('\n') ? one : `${one}\n`);
  const removed = diffLines(whole(source), whole(after)).filter((part) => part.removed);
  for (const { value } of removed)
    if (value.trim() !== planted.trim()) problems.push(`also changes ${JSON.stringify(value.slice(0, 80))}`);
  const rewritten = !after.includes('api_json');
  return {
    found: inside.length > 0,
    rewritten,
    givenUp,
    problems: problems.map((problem) => `${file}:${at}: ${problem}`),
  };
}

describe('a call that is put into them', () => {
  it('is found and rewritten there, and nothing else changes', () => {
    const next = random(7);
    const problems: string[] = [];
    const count = { planted: 0, found: 0, rewritten: 0, givenUp: 0 };
    for (const one of sample(corpus(), PLANTED * 6, 3)) {
      if (count.planted === PLANTED) break;
      const text = TRUE.test(one.file) ? null : textOf(one, 40_000);
      if (text === null || OWN.test(text) || /cloudflare|tkn/i.test(text) || text.includes('\r')) continue;
      const spots = places(text, one.file);
      const spot = spots[Math.floor(next() * spots.length)];
      if (spot === undefined) continue;
      const target = count.planted % 2 === 0 ? 'sdk' : 'fetch';
      const outcome = plant(one, text, spot, count.planted % 3 === 0 ? CALL : FETCH, target);
      count.planted++;
      if (outcome.givenUp) count.givenUp++;
      else if (outcome.found) count.found++;
      else problems.push(`${one.file}:${spot}: not found`);
      if (outcome.rewritten) count.rewritten++;
      problems.push(...outcome.problems);
    }
    process.stdout.write(`planted calls: ${JSON.stringify(count)}\n`);
    expect(problems).toEqual([]);
    // the packages of the checkout alone have no more that fit
    expect(count.planted).toBeGreaterThan(IS_WHOLE ? PLANTED / 2 : Math.min(PLANTED / 2, 200));
    expect(count.rewritten / count.planted).toBeGreaterThan(0.95);
    expect(count.givenUp / count.planted).toBeLessThan(0.005);
  });
});
