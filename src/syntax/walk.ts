/** Walks over a file and its parts, of which there are thousands: over the list of the file's paths. */
import { is, type NodePath, type Visitor } from './babel.js';
import { asNodePath, type PathList, type TreePath } from './tree-path.js';

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
  readonly types: ReadonlySet<string | undefined>;
  /** where the type alone does not decide */
  readonly test: ((path: TreePath) => boolean) | null;
}

/** Over what stands below the path. */
export function walk({ list, at: own, end }: TreePath, visitor: Visitor): void {
  const plan = planOf(visitor);
  const runs = plan.kinds.map(({ name }) => (visitor as Readonly<Record<string, (path: NodePath) => void>>)[name]!);
  const { paths } = list;
  const places = placesOf(plan, list);
  let next = places ? firstAfter(places, own) : own + 1;
  for (let at = places ? places[next] : next; at !== undefined && at < end; ) {
    const path = paths[at]!;
    path.shouldSkip = false;
    path.shouldStop = false;
    for (let index = 0; index < runs.length; index++) {
      const { types, test } = plan.kinds[index]!;
      if (types.size > 0 && !types.has(path.type)) continue;
      if (!test || test(path)) runs[index]!(asNodePath(path));
    }
    if (path.shouldStop) return;
    const from: number = path.shouldSkip ? path.end : at + 1;
    if (places) {
      next++;
      while (next < places.length && places[next]! < from) next++;
      at = places[next];
    } else at = from;
  }
}

/** Null: everything is looked at. */
function placesOf({ types, key }: Plan, { places, merged }: PathList): readonly number[] | null {
  if (!types) return null;
  if (types.length === 1) return places.get(types[0]!) ?? [];
  const known = merged.get(key);
  if (known) return known;
  const lists = types.flatMap((type) => [places.get(type) ?? []]).filter(({ length }) => length > 0);
  const found = lists.length === 1 ? lists[0]! : Array.from(Int32Array.from(lists.flat()).sort());
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
  const plan = { kinds, types: types && ([...types] as string[]), key };
  PLANS.set(key, plan);
  return plan;
}

/** As Babel reads a visitor: an expression is no name that is only declared, a scope no block of a function. */
function kindOf(name: string): Kind {
  if (name === 'enter') return { name, types: new Set(), test: null };
  const aliases = is.FLIPPED_ALIAS_KEYS as Readonly<Record<string, readonly string[]>>;
  if (name === 'Scope') {
    const types = new Set([...(aliases.Scopable ?? []), ...(aliases.Pattern ?? [])]);
    return { name, types, test: (path) => path.isScope() };
  }
  if (!(name in aliases) && !(name in is.VISITOR_KEYS)) throw new Error(`${name}: no type of a node`);
  const test = name === 'Expression' ? (path: TreePath) => path.isExpression() : null;
  return { name, types: new Set(aliases[name] ?? [name]), test };
}
