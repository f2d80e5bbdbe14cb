/**
 * A value of another file as this one sees it. Its text there means nothing here: what is kept is what it is, and how
 * this file can say it, if it can.
 */
import { V1_PACKAGE } from '../../catalogue/v1-package.js';
import type { ast, NodePath } from '../../syntax/index.js';
import type { Choice, Entry, Env, ForeignText, Unknown, Value } from '../value.js';
import type { ChangedNames } from './changed-names.js';

export interface Place {
  /** the expression of this file that gave the value */
  readonly path: NodePath;
  /** how this file says the value; null: only its literals mean something here */
  readonly access: string | null;
  /** properties that are set in ways that are not followed */
  readonly changed?: ChangedNames;
}

const MAX_DEPTH = 12;

export function programOf(path: NodePath): ast.Node {
  return path.scope.getProgramParent().path.node;
}

/** The value, with every path in it one of the file that `place` is in. */
export function localised(value: Value, place: Place): Value {
  const local = convert(value, place, programOf(place.path), 0);
  // The expression itself is its text.
  return place.access !== null && local.text?.code === place.access ? { ...local, text: undefined } : local;
}

function convert(value: Value, place: Place, home: ast.Node, depth: number): Value {
  const { path } = place;
  if (value.kind !== 'function' && programOf(value.path) === home && isOwn(value, home)) return value;
  if (value.kind === 'function' && programOf(value.fn) === home) return value;
  const text = place.access === null ? null : { code: place.access, atLoad: true };
  const inner = (one: Value): Value => convert(one, { ...place, access: null }, home, depth + 1);
  const nothing: Unknown = { kind: 'unknown', path, text };
  if (depth > MAX_DEPTH) return nothing;
  switch (value.kind) {
    case 'literal':
      return { kind: 'literal', value: value.value, path, text };
    case 'concat':
      return { kind: 'concat', parts: value.parts.map(inner), path, text };
    case 'object':
      return { kind: 'object', ...entriesOf(value, place, home, depth), path, text };
    case 'array': {
      const items = value.items.map((item, index) => convert(item, within(place, `[${index}]`), home, depth + 1));
      return { kind: 'array', items, open: value.open, path, text };
    }
    case 'choice':
      return {
        ...value,
        test: null,
        then: inner(value.then),
        otherwise: inner(value.otherwise),
        path,
        env: undefined,
        text: text ?? globalChoice(value),
      };
    case 'encoded':
      return { ...value, content: inner(value.content), path, env: undefined, text };
    case 'external':
      if (value.module === V1_PACKAGE.name) return nothing;
      return { ...value, path, env: undefined, text: text ?? globalText(value) };
    case 'call':
      if (isOfV1Package(value)) return nothing;
      return { ...value, callee: inner(value.callee), args: value.args.map(inner), path, env: undefined, text };
    case 'member':
      return { ...value, object: inner(value.object), path, env: undefined, text };
    case 'function':
      return { ...nothing, elsewhere: { fn: value.fn, env: value.env } };
    case 'unknown':
      return value.elsewhere ? { ...nothing, elsewhere: value.elsewhere } : nothing;
    default:
      return nothing;
  }
}

/** Does all that the value says of itself belong to the file? What it is made of was made local when it came in. */
function isOwn(value: Value, home: ast.Node): boolean {
  if (value.kind === 'object')
    return value.entries.every(
      ({ when, value: one }) => (!when || programOf(when.path) === home) && isLocal(one, home),
    );
  if (value.kind === 'array') return value.items.every((item) => isLocal(item, home));
  if (value.kind === 'concat') return value.parts.every((part) => isLocal(part, home));
  if (value.kind === 'encoded') return isLocal(value.content, home);
  if (value.kind === 'choice') return isLocal(value.then, home) && isLocal(value.otherwise, home);
  return true;
}

function isLocal(value: Value, home: ast.Node): boolean {
  if (value.kind === 'function') return programOf(value.fn) === home;
  return programOf(value.path) === home && isOwn(value, home);
}

function entriesOf(
  value: Value & { kind: 'object' },
  place: Place,
  home: ast.Node,
  depth: number,
): { entries: Entry[]; open: boolean } {
  let open = value.open;
  // A condition of the other file cannot be asked here.
  const uncertain = new Set(
    value.entries.flatMap(({ key, when }) => (when && programOf(when.path) !== home ? [key] : [])),
  );
  if (uncertain.size > 0) open = true;
  const entries = value.entries.flatMap((entry): Entry[] => {
    const { key } = entry;
    if (uncertain.has(key)) return [];
    const access = within(place, /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`);
    if (place.changed?.has(key)) return [{ ...entry, value: hidden(access) }];
    return [{ ...entry, value: convert(entry.value, access, home, depth + 1) }];
  });
  return { entries, open };
}

/** The old package's client becomes another where it is made: whoever uses it must be rewritten with that file. */
function isOfV1Package(value: Value): boolean {
  if (value.kind === 'call') return isOfV1Package(value.callee);
  return value.kind === 'external' && value.module === V1_PACKAGE.name;
}

function hidden({ path, access }: Place): Unknown {
  return { kind: 'unknown', path, text: access === null ? null : { code: access, atLoad: false } };
}

function within(place: Place, member: string): Place {
  return { ...place, access: place.access === null ? null : place.access + member };
}

/** `process.env.KEY` is the same in every file. */
function globalText(value: Value & { kind: 'external' }): ForeignText | null {
  if (value.module !== null || value.members.slice(0, 2).join('.') !== 'process.env' || value.members.length !== 3)
    return null;
  if (!value.members.every((name) => /^[A-Za-z_$][\w$]*$/.test(name))) return null;
  return { code: value.members.join('.'), atLoad: isReadAtLoad(value.path, value.env) };
}

/** `process.env.KEY ?? ''` */
function globalChoice({ operator, then, otherwise }: Choice): ForeignText | null {
  const tried = then.kind === 'external' ? globalText(then) : null;
  if (!tried || (operator !== '||' && operator !== '??')) return null;
  const last = otherwise.kind === 'literal' && typeof otherwise.value === 'string' ? otherwise.value : null;
  return last !== null && /^[\w.-]*$/.test(last) ? { ...tried, code: `${tried.code} ${operator} '${last}'` } : null;
}

/** Does a variable of the file's top level hold it, or is it read there? */
function isReadAtLoad(path: NodePath, env: Env | undefined): boolean {
  if (!path.getFunctionParent()) return true;
  let base = path;
  while (base.isMemberExpression()) base = base.get('object') as NodePath;
  const binding = base.isIdentifier() ? base.scope.getBinding(base.node.name) : undefined;
  return binding !== undefined && !env?.has(binding) && binding.scope.path.isProgram();
}

/** The same value by a name that holds it: `const config = require('./config')`. */
export function renamed<V extends Value>(value: V, before: string, name: string): V {
  if (value.kind !== 'object' && value.kind !== 'array') return value;
  const inner = (one: Value): Value => {
    const again = renamed(one, before, name);
    const { text } = again;
    return text?.code.startsWith(before)
      ? { ...again, text: { ...text, code: name + text.code.slice(before.length) } }
      : again;
  };
  if (value.kind === 'array') return { ...value, items: value.items.map(inner) };
  return { ...value, entries: value.entries.map((entry) => ({ ...entry, value: inner(entry.value) })) };
}
