/** Walks over a whole file, of which there are dozens: over a list of its paths that Babel makes once. */
import { type ast, is, type NodePath, type Visitor } from './babel.js';

/** A path, and where what stands below it ends in the list. */
interface Entry {
  readonly path: NodePath;
  end: number;
}

/** What is called for nodes of some types. */
interface Visit {
  readonly types: ReadonlySet<string>;
  /** where the type alone does not decide */
  readonly test: ((path: NodePath) => boolean) | null;
  readonly run: (path: NodePath) => void;
}

/** Gives the program a `traverse` of its own; trees are never changed, so the list stays true. */
export function withIndex(program: NodePath<ast.Program>): void {
  let entries: readonly Entry[] | null = null;
  const plain = program.traverse;
  program.traverse = (visitor) => {
    if (visitor.exit) return plain.call(program, visitor);
    entries ??= entriesOf((everything) => plain.call(program, everything));
    walk(entries, visitor);
  };
}

function entriesOf(traverse: (visitor: Visitor) => void): readonly Entry[] {
  const entries: Entry[] = [];
  const open: Entry[] = [];
  traverse({
    enter(path) {
      const entry = { path, end: 0 };
      entries.push(entry);
      open.push(entry);
    },
    exit() {
      const entry = open.pop();
      if (entry) entry.end = entries.length;
    },
  });
  return entries;
}

function walk(entries: readonly Entry[], visitor: Visitor): void {
  const visits = Object.entries(visitor).map(([name, run]) => visitOf(name, run as Visit['run']));
  for (let at = 0; at < entries.length; ) {
    const entry = entries[at]!;
    const flags = entry.path as unknown as { _traverseFlags: number; shouldSkip: boolean; shouldStop: boolean };
    flags._traverseFlags = 0;
    for (const { types, test, run } of visits) {
      if (types.size > 0 && !types.has(entry.path.node.type)) continue;
      if (!test || test(entry.path)) run(entry.path);
    }
    if (flags.shouldStop) return;
    at = flags.shouldSkip ? entry.end : at + 1;
  }
}

/** As Babel reads a visitor: an expression is no name that is only declared, a scope no block of a function. */
function visitOf(name: string, run: Visit['run']): Visit {
  const aliases = is.FLIPPED_ALIAS_KEYS as Readonly<Record<string, readonly string[]>>;
  if (name === 'enter') return { types: new Set(), test: null, run };
  if (name === 'Scope') {
    const types = new Set([...(aliases.Scopable ?? []), ...(aliases.Pattern ?? [])]);
    return { types, test: (path) => (path as unknown as { isScope(): boolean }).isScope(), run };
  }
  const test = name === 'Expression' ? (path: NodePath) => path.isExpression() : null;
  return { types: new Set(aliases[name] ?? [name]), test, run };
}
