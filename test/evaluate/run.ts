/** Runs the files that the evaluator reads, and holds what it tells of `look(…)` to what Node makes of it. */
import { createRequire } from 'node:module';
import { posix } from 'node:path';
import { transpileModule } from 'typescript';
import { evaluate } from '../../src/evaluate/evaluate.js';
import { asFormEntries } from '../../src/evaluate/form.js';
import type { Value } from '../../src/evaluate/value.js';
import { repository } from '../../src/find/repository.js';
import { isFailure, type NodePath, parseModule } from '../../src/syntax/index.js';

/** file → text; the first of them is run, and asks for the others. */
export type Files = Readonly<Record<string, string>>;

/** How much of the value is told; 'wrong': something of it that it is not. */
export type Told = 'whole' | 'part' | 'nothing' | 'wrong';

/** What names that are declared nowhere are: the evaluator must not know it. */
export const UNSEEN: Readonly<Record<string, unknown>> = {
  unseen: 'from outside',
  no: false,
  yes: true,
  list: ['p', 'q'],
};

/** The value that Node hands to the last `look(…)` that is called. */
export function looked(files: Files): unknown {
  const load = createRequire(import.meta.url);
  const loaded = new Map<string, { exports: unknown }>();
  let found: unknown;
  const look = (value: unknown) => {
    found = value;
    return value;
  };
  const run = (file: string): unknown => {
    const before = loaded.get(file);
    if (before) return before.exports;
    if (file.endsWith('.json')) return JSON.parse(files[file]!);
    const module = { exports: {} };
    loaded.set(file, module);
    const { outputText } = transpileModule(files[file]!, {
      compilerOptions: { module: 1, target: 99, esModuleInterop: true },
    });
    const require = (name: string): unknown => (name.startsWith('.') ? run(within(files, file, name)) : load(name));
    const names = Object.keys(UNSEEN);
    const body = new Function('module', 'exports', 'require', 'look', ...names, outputText);
    body.call(module.exports, module, module.exports, require, look, ...Object.values(UNSEEN));
    return module.exports;
  };
  run(Object.keys(files)[0]!);
  return found;
}

function within(files: Files, from: string, name: string): string {
  const path = posix.join(posix.dirname(from), name);
  const found = ['', '.ts', '.js', '.json', '/index.js'].map((end) => path + end).find((one) => one in files);
  if (!found) throw new Error(`no ${name} beside ${from}`);
  return found;
}

/** What the evaluator tells of the argument of the last `look(…)` in the text of the first file. */
export function told(files: Files): Value {
  const [first] = Object.keys(files) as [string];
  const sources = Object.entries(files).map(([file, text]) => ({ file, text }));
  const several = sources.length > 1;
  const module = several ? repository(sources, { manifests: {} }).module(first) : parseModule(first, files[first]!);
  if (!module || isFailure(module)) throw new Error(`${first} is not parsed`);
  let found: NodePath | undefined;
  module.program.traverse({
    CallExpression(path) {
      if (path.get('callee').isIdentifier({ name: 'look' })) found = path.get('arguments')[0] as NodePath;
    },
  });
  if (!found) throw new Error('no look(…)');
  return evaluate(found);
}

/** How much of what it is the value says. */
export function compare(value: Value, real: unknown): Told {
  switch (value.kind) {
    case 'literal':
      return Object.is(value.value, real) ? 'whole' : 'wrong';
    case 'concat':
      return compareText(value, real);
    case 'array':
      return compareList(value, real);
    case 'object':
      return compareObject(value, real);
    case 'encoded':
      return compareEncoded(value, real);
    case 'choice': {
      const sides = [compare(value.then, real), compare(value.otherwise, real)];
      return sides.every((side) => side === 'wrong') && value.operator !== '&&' ? 'wrong' : 'part';
    }
    case 'function':
      return typeof real === 'function' ? 'whole' : 'wrong';
    default:
      return 'nothing';
  }
}

function compareText({ parts }: Value & { kind: 'concat' }, real: unknown): Told {
  const known = parts.map((part) =>
    part.kind === 'literal' ? String(part.value).replace(/[$()*+.?[\\\]^{|}]/g, '\\$&') : '[^]*',
  );
  if (typeof real !== 'string' || !new RegExp(`^${known.join('')}$`).test(real)) return 'wrong';
  return parts.every(({ kind }) => kind === 'literal') ? 'whole' : 'part';
}

function compareList({ items, open }: Value & { kind: 'array' }, real: unknown): Told {
  if (!Array.isArray(real) && Object.prototype.toString.call(real) !== '[object Arguments]') return 'wrong';
  if (open) return 'part';
  const list = Array.from(real as ArrayLike<unknown>);
  return list.length === items.length ? together(items.map((item, index) => compare(item, list[index]))) : 'wrong';
}

function compareObject({ entries, open }: Value & { kind: 'object' }, real: unknown): Told {
  if (typeof real !== 'object' || real === null) return 'wrong';
  const fields = real as Readonly<Record<string, unknown>>;
  const last = new Map(entries.map((entry) => [entry.key, entry]));
  const unknown = Object.keys(fields).filter((key) => !last.has(key));
  if (unknown.length > 0 && !open) return 'wrong';
  const parts = [...last.values()].map(({ key, value, when, replaced }): Told => {
    if (when || replaced) return 'part';
    return key in fields || (value.kind === 'literal' && value.value === undefined)
      ? compare(value, fields[key])
      : 'wrong';
  });
  return open ? together([...parts, 'part']) : together(parts);
}

function compareEncoded(value: Value & { kind: 'encoded' }, real: unknown): Told {
  if (value.as === 'json') return compare(value.content, JSON.parse(String(real)));
  const fields = asFormEntries(value);
  const pairs = real instanceof Map ? [...real] : [...new URLSearchParams(String(real))];
  if (!fields) return 'nothing';
  const texts = { ...fields, entries: fields.entries.map((one) => ({ ...one, value: asText(one.value) })) };
  return compareObject(texts, Object.fromEntries(pairs.map(([key, item]) => [key, String(item)])));
}

function asText(value: Value): Value {
  return value.kind === 'literal' ? { ...value, value: String(value.value) } : value;
}

function together(parts: readonly Told[]): Told {
  if (parts.includes('wrong')) return 'wrong';
  return parts.every((part) => part === 'whole') ? 'whole' : 'part';
}
