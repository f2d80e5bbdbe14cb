/**
 * Programs of the fixtures with bytes changed, cut off or put in, and bytes that are no text: nothing crashes, nothing
 * takes seconds, and what is no longer understood is told. LONG=1: 20,000 of them.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_MIGRATION } from '../../src/options.js';
import { analyse } from '../../src/pipeline.js';
import { hasMark, sourceFromBytes } from '../../src/workspace/index.js';
import { cfv1 } from '../cli/contract/real-run.js';
import { casesOf, families } from '../fixtures/cases.js';
import { tempRepository } from '../workspace/temp-tree.js';
import { failures, HANG } from './analysed.js';
import { CALL } from './hostile-code.js';
import { random, textsIn } from './processes.js';

const LONG = Boolean(process.env.LONG);
if (LONG) vi.setConfig({ testTimeout: 36_000_000 });
const INPUTS = LONG ? Number(process.env.MUTATED ?? 20_000) : 25;

const TOKENS = [
  '(',
  ')',
  '{',
  '}',
  '`',
  '${',
  '/*',
  '*/',
  '<!--',
  '\0',
  '\u2028',
  '\uFEFF',
  '\r',
  "'",
  '\\',
  '=>',
  'async ',
  'await ',
];

type Mutation = (bytes: Buffer, next: () => number) => Buffer;

const at = (bytes: Buffer, next: () => number) => Math.floor(next() * bytes.length);

const MUTATIONS: readonly Mutation[] = [
  (bytes, next) => {
    const copy = Buffer.from(bytes);
    for (let times = 1 + Math.floor(next() * 4); times > 0; times--)
      copy[at(copy, next)]! ^= 1 << Math.floor(next() * 8);
    return copy;
  },
  (bytes, next) => bytes.subarray(0, at(bytes, next)),
  (bytes, next) => bytes.subarray(at(bytes, next)),
  (bytes, next) => {
    const [from = 0, to = 0] = [at(bytes, next), at(bytes, next)].sort((a, b) => a - b);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(Math.min(to, from + 40))]);
  },
  (bytes, next) => {
    const place = at(bytes, next);
    const token = TOKENS[Math.floor(next() * TOKENS.length)] ?? '';
    return Buffer.concat([bytes.subarray(0, place), Buffer.from(token), bytes.subarray(place)]);
  },
  (bytes, next) => {
    const [from = 0, to = 0] = [at(bytes, next), at(bytes, next)].sort((a, b) => a - b);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
];

describe('programs with some bytes changed', () => {
  const inputs = families()
    .flatMap(casesOf)
    .map(({ input, text }) => ({ input, bytes: Buffer.from(text) }));

  it('are survived', () => {
    const next = random(99);
    const problems: string[] = [];
    for (let index = 0; index < INPUTS; index++) {
      const { input, bytes } = inputs[Math.floor(next() * inputs.length)]!;
      const mutate = MUTATIONS[index % MUTATIONS.length]!;
      const mutated = mutate(bytes, next);
      const outcome = sourceFromBytes(input, mutated);
      if (outcome === null || !('text' in outcome)) continue;
      const text = outcome.text.replace(/^\uFEFF/, '');
      const before = process.cpuUsage();
      const target = index % 2 === 0 ? 'sdk' : 'fetch';
      try {
        const { findings } = analyse(
          [{ file: input, text }],
          { manifests: {}, lockFile: null },
          { ...DEFAULT_MIGRATION, target },
        );
        problems.push(...failures(findings));
      } catch (error) {
        problems.push(`${input} #${index}: ${error}`);
      }
      if (process.cpuUsage(before).user / 1000 > HANG) problems.push(`${input} #${index} takes too long`);
    }
    expect(problems).toEqual([]);
  });
});

const LATIN = Buffer.from(`${CALL}; // caf\xe9\n`, 'latin1');
const BYTES: Readonly<Record<string, Buffer>> = {
  'nul.js': Buffer.from(`${CALL};\n\0\n`),
  'utf-16le.js': Buffer.from(`\uFEFF${CALL};\n`, 'utf16le'),
  'utf-16be.js': Buffer.from(`\uFEFF${CALL};\n`, 'utf16le').swap16(),
  'latin-1.js': LATIN,
  'half-a-pair.js': Buffer.concat([Buffer.from(`${CALL}; // `), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('\n')]),
  'cut-off.js': Buffer.concat([Buffer.from(`${CALL}; // `), Buffer.from([0xf0, 0x9f])]),
  'too-long.js': Buffer.concat([Buffer.from(`${CALL}; // `), Buffer.from([0xc0, 0xaf]), Buffer.from('\n')]),
};

describe('bytes that are no text', () => {
  it('are told and left as they are, whatever they hold', async () => {
    const root = tempRepository({ ...BYTES, ...(LONG ? { '50-mb.js': big() } : {}) });
    const before = textsIn(root);
    const { code, stdout } = await cfv1(root, 'migrate --write --format compact');
    for (const file of Object.keys(before)) expect(stdout, file).toContain(`${file}:1:1: error not-analysed`);
    expect(code).toBe(1);
    expect(textsIn(root)).toEqual(before);
  });
});

function big(): Buffer {
  const line = Buffer.from(`// ${'x'.repeat(1020)}\n`);
  const buffer = Buffer.alloc(50 * 1024 * 1024, line);
  buffer.write(`${CALL};\n`, 30 * 1024 * 1024);
  return buffer;
}

/** Names that mean something to a shell, a terminal, a build log or git. */
const NAMES = [
  '::error::x.js',
  '##[add-path]x.js',
  '\u001b[2J.js',
  '\u001b]8;;http:x\u0007.js',
  '\u202egpj.js',
  'a\nb.js',
  '-rf.js',
  '--write.js',
  '$(touch x).js',
  '`touch y`.js',
  '; touch z.js',
  '%0A::warning::.js',
  '\'"&<>.js',
  'caf\u00e9 \u{1F980}.js',
];

describe('names that mean something to others', () => {
  it('are names', async () => {
    const root = tempRepository(Object.fromEntries(NAMES.map((name) => [name, `${CALL};\n`])));
    mkdirSync(join(root, '..', 'outside'), { recursive: true });
    writeFileSync(join(root, '..', 'outside', 'x.js'), `${CALL};\n`);
    for (const format of LONG ? ['pretty', 'compact', 'markdown', 'github', 'summary'] : ['compact', 'github']) {
      const { stdout, stderr } = await cfv1(root, `lint --format ${format}`, { env: { GITHUB_ACTIONS: 'true' } });
      expect(stdout + stderr).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]|##\[/u);
      if (format !== 'github') expect(stdout).not.toMatch(/^\s*::/m);
    }
    expect((await cfv1(root, 'migrate --write --target fetch')).code).toBe(0);
    expect(Object.keys(textsIn(root)).sort()).toEqual([...NAMES].sort());
    for (const text of Object.values(textsIn(root))) expect(text).not.toContain('api_json');
    expect((await cfv1(root, 'lint ../outside')).code).toBe(2);
    expect(hasMark(Buffer.from(textsIn(join(root, '..', 'outside'))['x.js'] ?? ''))).toBe(true);
  });
});
