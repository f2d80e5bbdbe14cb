/**
 * Walks over a file and its parts, of which there are thousands: over a list of the file's paths that Babel makes once.
 * Trees are never changed, so the list stays true.
 */
import { type ast, is, type NodePath, type Visitor } from './babel.js';

/** A path, where it stands in the list of its file, and where what stands below it ends. */
interface Entry {
  readonly path: NodePath;
  readonly list: readonly Entry[];
  readonly at: number;
  end: number;
}

/** What is called for nodes of some types. */
interface Visit extends Kind {
  readonly run: (path: NodePath) => void;
}

interface Kind {
  /** empty: all of them */
  readonly types: ReadonlySet<string>;
  /** where the type alone does not decide */
  readonly test: ((path: NodePath) => boolean) | null;
}

/** A path as it is: what Babel and this file keep in it. */
interface Inside {
  traverse(visitor: Visitor, state?: unknown): void;
  indexEntry?: Entry;
  _traverseFlags: number;
  readonly shouldSkip: boolean;
  readonly shouldStop: boolean;
}

const PATCHED = new WeakSet<object>();

/** From now on the program, and with it every path below it, is walked over by the list. */
export function withIndex(program: NodePath<ast.Program>): void {
  const kind = Object.getPrototypeOf(program) as Inside;
  if (!PATCHED.has(kind)) patch(kind);
  const plain = program.traverse;
  let isListed = false;
  program.traverse = (visitor) => {
    if (!isListed && !visitor.exit) {
      isListed = true;
      list(program);
    }
    plain.call(program, visitor);
  };
}

function patch(kind: Inside): void {
  PATCHED.add(kind);
  const { traverse } = kind;
  kind.traverse = function (this: Inside, visitor, state) {
    const entry = this.indexEntry;
    // Babel's own walks have a state
    if (!entry || visitor.exit || state !== undefined || '_exploded' in visitor) traverse.call(this, visitor, state);
    else walk(entry, visitor);
  };
}

function list(program: NodePath<ast.Program>): void {
  const entries: Entry[] = [];
  const open: Entry[] = [];
  const add = (path: NodePath): void => {
    const entry = { path, list: entries, at: entries.length, end: 0 };
    (path as unknown as Inside).indexEntry = entry;
    entries.push(entry);
    open.push(entry);
  };
  const close = (): void => {
    const entry = open.pop();
    if (entry) entry.end = entries.length;
  };
  add(program);
  const { traverse } = Object.getPrototypeOf(program) as Inside;
  traverse.call(program as unknown as Inside, { enter: add, exit: close });
  close();
}

/** Over what stands below the entry. */
function walk({ list, at: own, end }: Entry, visitor: Visitor): void {
  const visits = Object.entries(visitor).map(([name, run]): Visit => ({ ...kindOf(name), run: run as Visit['run'] }));
  for (let at = own + 1; at < end; ) {
    const entry = list[at]!;
    const flags = entry.path as unknown as Inside;
    flags._traverseFlags = 0;
    for (const { types, test, run } of visits) {
      if (types.size > 0 && !types.has(entry.path.node.type)) continue;
      if (!test || test(entry.path)) run(entry.path);
    }
    if (flags.shouldStop) return;
    at = flags.shouldSkip ? entry.end : at + 1;
  }
}

const KINDS = new Map<string, Kind>([['enter', { types: new Set(), test: null }]]);

function kindOf(name: string): Kind {
  const known = KINDS.get(name);
  if (known) return known;
  const kind = asBabelReads(name);
  KINDS.set(name, kind);
  return kind;
}

/** As Babel reads a visitor: an expression is no name that is only declared, a scope no block of a function. */
function asBabelReads(name: string): Kind {
  const aliases = is.FLIPPED_ALIAS_KEYS as Readonly<Record<string, readonly string[]>>;
  if (name === 'Scope') {
    const types = new Set([...(aliases.Scopable ?? []), ...(aliases.Pattern ?? [])]);
    return { types, test: (path) => (path as unknown as { isScope(): boolean }).isScope() };
  }
  const test = name === 'Expression' ? (path: NodePath) => path.isExpression() : null;
  return { types: new Set(aliases[name] ?? [name]), test };
}
