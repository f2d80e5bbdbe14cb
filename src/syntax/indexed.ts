/**
 * Walks over a file and its parts, of which there are thousands: over a list of the file's paths that Babel makes once.
 * Trees are never changed, so the list stays true.
 */
import { type ast, is, type NodePath, type Visitor } from './babel.js';

/** A path, where it stands in the list of its file, and where what stands below it ends. */
interface Entry {
  readonly path: NodePath;
  readonly list: List;
  readonly at: number;
  end: number;
}

interface List {
  readonly entries: Entry[];
  /** type of node → where those of it stand */
  readonly places: Map<string, number[]>;
  /** the same for the types that a visitor asks for together */
  readonly merged: Map<string, readonly number[]>;
}

/** What a visitor is called for. */
interface Plan {
  /** of its functions, in turn */
  readonly kinds: readonly Kind[];
  /** null: all of them */
  readonly types: readonly string[] | null;
  readonly key: string;
}

interface Kind {
  readonly name: string;
  /** empty: all of them */
  readonly types: ReadonlySet<string>;
  /** where the type alone does not decide */
  readonly test: ((path: NodePath) => boolean) | null;
}

/** A path as it is: what Babel and this file keep in it. */
interface Inside {
  readonly node: ast.Node;
  readonly key: string | number;
  readonly listKey: string | null | undefined;
  readonly scope: unknown;
  get(key: string, context?: unknown): unknown;
  setContext(context: undefined): void;
  traverse(visitor: Visitor, state?: unknown): void;
  indexEntry?: Entry;
  _traverseFlags: number;
  readonly shouldSkip: boolean;
  readonly shouldStop: boolean;
}

interface PathClass {
  get(place: {
    parentPath: Inside;
    parent: ast.Node;
    container: unknown;
    listKey?: string;
    key: string | number;
  }): Inside;
}

const PATCHED = new WeakSet<object>();

/** From now on the program, and with it every path below it, is walked over by the list. */
export function withIndex(program: NodePath<ast.Program>): void {
  const kind = Object.getPrototypeOf(program) as Inside;
  if (!PATCHED.has(kind)) patch(kind);
  list(program as unknown as Inside);
}

function patch(kind: Inside): void {
  PATCHED.add(kind);
  const { traverse, get } = kind;
  kind.traverse = function (this: Inside, visitor, state) {
    const entry = this.indexEntry;
    // Babel's own walks have a state
    if (!entry || visitor.exit || state !== undefined || '_exploded' in visitor) traverse.call(this, visitor, state);
    else walk(entry, visitor);
  };
  // Babel works out a path's place and scope each time that it is asked for
  kind.get = function (this: Inside, key, context) {
    const entry = this.indexEntry;
    return (entry && context === undefined && below(entry, key)) || get.call(this, key, context);
  };
}

/** The path or paths at a key, by the list; null where there are none, or not all of them are listed. */
function below({ list: { entries }, at, end, path }: Entry, key: string): unknown {
  const value = (path.node as unknown as Readonly<Record<string, unknown>>)[key];
  if (typeof value !== 'object' || value === null) return null;
  const found: NodePath[] = [];
  for (let next = at + 1; next < end; ) {
    const child = entries[next]!;
    const place = child.path;
    if (place.key === key) return place.node === value ? place : null;
    if (place.listKey === key) found.push(place);
    else if (found.length > 0) break;
    next = child.end;
  }
  return Array.isArray(value) && found.length === value.length ? found : null;
}

function list(program: Inside): void {
  const found: List = { entries: [], places: new Map(), merged: new Map() };
  add(program, found, program.constructor as unknown as PathClass);
}

function add(path: Inside, list: List, paths: PathClass): void {
  const { entries, places } = list;
  const { node } = path;
  const at = entries.length;
  const entry: Entry = { path: path as unknown as NodePath, list, at, end: 0 };
  path.indexEntry = entry;
  entries.push(entry);
  const same = places.get(node.type);
  if (same) same.push(at);
  else places.set(node.type, [at]);
  const fields = node as unknown as Readonly<Record<string, unknown>>;
  for (const key of is.VISITOR_KEYS[node.type] ?? []) {
    const value = fields[key];
    if (!value) continue;
    if (!Array.isArray(value)) child(paths.get({ parentPath: path, parent: node, container: node, key }), list, paths);
    else
      for (let index = 0; index < value.length; index++) {
        if (value[index])
          child(paths.get({ parentPath: path, parent: node, container: value, listKey: key, key: index }), list, paths);
      }
  }
  entry.end = entries.length;
}

function child(path: Inside, list: List, paths: PathClass): void {
  if (!path.scope) path.setContext(undefined);
  add(path, list, paths);
}

/** Over what stands below the entry. */
function walk({ list, at: own, end }: Entry, visitor: Visitor): void {
  const plan = planOf(visitor);
  const runs = plan.kinds.map(({ name }) => (visitor as Readonly<Record<string, (path: NodePath) => void>>)[name]!);
  const { entries } = list;
  const places = placesOf(plan, list);
  let next = places ? firstAfter(places, own) : own + 1;
  for (let at = places ? places[next] : next; at !== undefined && at < end; ) {
    const entry = entries[at]!;
    const flags = entry.path as unknown as Inside;
    flags._traverseFlags = 0;
    for (let index = 0; index < runs.length; index++) {
      const { types, test } = plan.kinds[index]!;
      if (types.size > 0 && !types.has(entry.path.node.type)) continue;
      if (!test || test(entry.path)) runs[index]!(entry.path);
    }
    if (flags.shouldStop) return;
    const from: number = flags.shouldSkip ? entry.end : at + 1;
    if (places) {
      next++;
      while (next < places.length && places[next]! < from) next++;
      at = places[next];
    } else at = from;
  }
}

/** Null: everything is looked at. */
function placesOf({ types, key }: Plan, { places, merged }: List): readonly number[] | null {
  if (!types) return null;
  if (types.length === 1) return places.get(types[0]!) ?? [];
  const known = merged.get(key);
  if (known) return known;
  const lists = types.flatMap((type) => [places.get(type) ?? []]).filter(({ length }) => length > 0);
  const found = lists.length === 1 ? lists[0]! : lists.flat().sort((a, b) => a - b);
  merged.set(key, found);
  return found;
}

function firstAfter(places: readonly number[], own: number): number {
  let low = 0;
  for (let high = places.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (places[middle]! <= own) low = middle + 1;
    else high = middle;
  }
  return low;
}

const PLANS = new Map<string, Plan>();

function planOf(visitor: Visitor): Plan {
  const names = Object.keys(visitor);
  const key = names.join();
  const known = PLANS.get(key);
  if (known) return known;
  const kinds = names.map(kindOf);
  const types = kinds.some((kind) => kind.types.size === 0) ? null : new Set(kinds.flatMap((kind) => [...kind.types]));
  const plan = { kinds, types: types && [...types], key };
  PLANS.set(key, plan);
  return plan;
}

/** As Babel reads a visitor: an expression is no name that is only declared, a scope no block of a function. */
function kindOf(name: string): Kind {
  if (name === 'enter') return { name, types: new Set(), test: null };
  const aliases = is.FLIPPED_ALIAS_KEYS as Readonly<Record<string, readonly string[]>>;
  if (name === 'Scope') {
    const types = new Set([...(aliases.Scopable ?? []), ...(aliases.Pattern ?? [])]);
    return { name, types, test: (path) => (path as unknown as { isScope(): boolean }).isScope() };
  }
  const test = name === 'Expression' ? (path: NodePath) => path.isExpression() : null;
  return { name, types: new Set(aliases[name] ?? [name]), test };
}
