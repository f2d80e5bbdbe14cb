/** What an expression is, as far as the text tells: a symbolic value that remembers where it was written. */
import type { Binding, NodePath } from '../syntax/index.js';

/** What the parameters of functions that were entered stand for. */
export type Env = ReadonlyMap<Binding, Value>;

interface Written {
  /** the expression as the author wrote it, nearest to the use: this is what is lifted into the v4 call */
  readonly path: NodePath;
  /** set where `path` lies in a function that was entered */
  readonly env?: Env;
  /**
   * Set where the value comes from another file and `path` alone does not say it: its text here, read at load or where
   * it is used; null: it has none.
   */
  readonly text?: ForeignText | null;
}

/** How this file says a value of another one. */
export interface ForeignText {
  readonly code: string;
  /** the other file read it when it was loaded */
  readonly atLoad: boolean;
}

export interface Literal extends Written {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null | undefined;
}

/** String made of pieces: `a + b`, templates, joined lists. */
export interface Concat extends Written {
  readonly kind: 'concat';
  readonly parts: readonly Value[];
}

/** A condition that decides whether something holds; `negated` for the else side. */
export interface Condition {
  readonly path: NodePath;
  readonly negated: boolean;
}

export interface Entry {
  readonly key: string;
  readonly value: Value;
  /** null: always there */
  readonly when: Condition | null;
  /** set where something that is not known may have been put in its place since */
  readonly replaced?: boolean;
}

export interface ObjectValue extends Written {
  readonly kind: 'object';
  /** in order; a later entry of the same key wins */
  readonly entries: readonly Entry[];
  /** something was added that is not known */
  readonly open: boolean;
  /** the call that gave it, where a function did */
  readonly madeBy?: NodePath;
}

export interface ArrayValue extends Written {
  readonly kind: 'array';
  readonly items: readonly Value[];
  readonly open: boolean;
}

/** One of two, by a condition (null: not expressible). `a || b` has `test` = a, `operator` = '||'. */
export interface Choice extends Written {
  readonly kind: 'choice';
  readonly test: NodePath | null;
  readonly operator: '?:' | '||' | '&&' | '??' | 'assigned';
  readonly then: Value;
  readonly otherwise: Value;
}

/** A form or JSON text made from a value: `querystring.stringify(x)`, `new URLSearchParams(x)`, `JSON.stringify(x)`. */
export interface Encoded extends Written {
  readonly kind: 'encoded';
  readonly as: 'urlencoded' | 'multipart' | 'json';
  readonly content: Value;
}

/** Something of a package (`module`) or a global (`module` null), by its property path. */
export interface External extends Written {
  readonly kind: 'external';
  readonly module: string | null;
  readonly members: readonly string[];
}

/** The result of calling or constructing what is not evaluated further. */
export interface Call extends Written {
  readonly kind: 'call';
  readonly construct: boolean;
  readonly callee: Value;
  readonly args: readonly Value[];
  /** the call of a function of the author's that gave this one's result */
  readonly madeBy?: NodePath;
  /** the call itself, in whatever file it stands */
  readonly origin?: NodePath;
}

/** A property of what is not evaluated further. */
export interface Member extends Written {
  readonly kind: 'member';
  readonly object: Value;
  /** null: computed, not known */
  readonly property: string | null;
}

export interface FunctionValue extends Written {
  readonly kind: 'function';
  /** the function itself; `path` may be a name of it */
  readonly fn: NodePath;
}

export interface ParamValue extends Written {
  readonly kind: 'param';
  readonly binding: Binding;
}

export interface Unknown extends Written {
  readonly kind: 'unknown';
  /** a function or class of another file: what asks for one enters it, all others see nothing */
  readonly elsewhere?: Elsewhere;
}

export interface Elsewhere {
  readonly fn: NodePath;
  readonly env?: Env;
}

/** The function or class of another file that a value is. */
export function elsewhereOf(value: Value): Elsewhere | null {
  return value.kind === 'unknown' ? (value.elsewhere ?? null) : null;
}

export type Value =
  | Literal
  | Concat
  | ObjectValue
  | ArrayValue
  | Choice
  | Encoded
  | External
  | Call
  | Member
  | FunctionValue
  | ParamValue
  | Unknown;

/** The same value, seen from another place in the text. */
export function at<V extends Value>(value: V, path: NodePath, env?: Env): V {
  // What a function closes over goes with it.
  if (value.kind === 'function') return { ...value, path };
  return value.path === path ? value : { ...value, path, env, text: undefined };
}

/** The text of a value that is certainly a string or number, else null. */
export function literalText(value: Value | undefined): string | null {
  if (value?.kind !== 'literal') return null;
  const { value: v } = value;
  return typeof v === 'string' ? v : typeof v === 'number' || typeof v === 'boolean' ? String(v) : null;
}

/** The object, where something unknown is put into it: under `key`, or under any. */
export function unsettled<O extends { readonly entries: readonly Entry[]; readonly open: boolean }>(
  object: O,
  key: string | null = null,
): O {
  const entries = object.entries.map((entry) =>
    key === null || entry.key === key ? { ...entry, replaced: true } : entry,
  );
  return { ...object, entries, open: true };
}

/** The entry that a read of `key` finds, conditional ones folded into a choice; null when there is none. */
export function entryOf(object: ObjectValue, key: string): Entry | null {
  let found: Entry | null = null;
  for (const entry of object.entries) {
    if (entry.key !== key) continue;
    if (entry.when === null || found === null) found = entry;
    else found = both(found, entry);
  }
  return found;
}

/** What two entries of a key are together, the second one under a condition. */
function both(before: Entry, entry: Entry): Entry {
  const { key } = entry;
  if (before.when === null || entry.when === null) return { key, when: null, value: conditional(entry, before.value) };
  if (before.when.path.node === entry.when.path.node) {
    if (before.when.negated === entry.when.negated) return entry;
    return { key, when: null, value: conditional(entry, before.value) };
  }
  const nothing: Value = { kind: 'literal', value: undefined, path: entry.value.path };
  return { key, when: null, value: conditional(entry, conditional(before, nothing)) };
}

function conditional(entry: Entry, before: Value): Choice {
  const { when, value } = entry;
  const [then, otherwise] = when?.negated ? [before, value] : [value, before];
  return { kind: 'choice', operator: '?:', test: when?.path ?? null, then, otherwise, path: value.path };
}

/** Is it what several statements make of a field, which no expression of the file says? */
export function isComposed(value: Value): value is Choice {
  return (
    value.kind === 'choice' && !value.text && (value.path === value.then.path || value.path === value.otherwise.path)
  );
}

/** True for `module` or any spelling of it in `modules`, with exactly these members (`default` ignored). */
export function isExternal(value: Value, modules: readonly (string | null)[], ...members: string[]): boolean {
  return value.kind === 'external' && modules.includes(value.module) && sameMembers(value.members, members);
}

/** A method of `console`. */
export function isConsole(value: Value): boolean {
  return value.kind === 'external' && value.module === null && value.members[0] === 'console';
}

function sameMembers(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
