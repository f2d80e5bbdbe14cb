/**
 * The top statements of a file that may have to do with v1: those that speak of it, of a client or of an action, that load
 * a file which does, and those that share a name with such a one, and so on. In the others no call is a request, nor is
 * any function called that makes one: theirs need not be understood. Errs on the side of yes.
 */
import { namesAction } from '../catalogue/action-names.js';
import { importersOf } from '../evaluate/modules/importers.js';
import { type Home, homeOf, type ModuleIndex } from '../evaluate/modules/module-index.js';
import { type ast, type NodePath, type SourceModule, startOf } from '../syntax/index.js';
import { specifiersIn } from '../workspace/specifiers.js';
import { mentionsV1 } from './handed-on.js';
import { loadedBy } from './reaching.js';
import { mentionsV1Below, REQUEST_WORDS, reachesV1 } from './strangers.js';
import { byNames, packageNames, type TopStatement, topStatements } from './top-statements.js';

/** Spans of the text, in order. */
type Spans = readonly Pick<TopStatement, 'start' | 'end'>[];

/** Whether what is at a place of the file may have to do with what the words say: by the file alone. */
export function mentionedIn(module: SourceModule, words: readonly string[]): (node: ast.Node) => boolean {
  if (isOfPage(module)) return () => true;
  const statements = topStatements(module);
  const speaks = ({ start, end }: TopStatement) => {
    const text = module.text.slice(start, end);
    return words.some((word) => text.includes(word));
  };
  const found = withNeighbours(statements.filter(speaks), statements, new Set());
  const spans = statements.filter((one) => found.has(one));
  return (node) => isWithin(spans, startOf(node));
}

/** A script of a page shares its names with the others of the page. */
function isOfPage({ file }: SourceModule): boolean {
  return file.includes('#');
}

interface Concerned {
  readonly own: Spans;
  /** the same with those whose functions may be handed what is of v1 */
  readonly handed: Spans;
}

const KNOWN = new WeakMap<ast.Node, Concerned | 'all'>();

/**
 * Whether what is at a place of the file may have to do with v1.
 * @param handed through what other files hand to its functions too
 */
export function concernedIn(program: NodePath, handed = false): (node: ast.Node) => boolean {
  const found = concerned(program);
  if (found === 'all') return () => true;
  const spans = handed ? found.handed : found.own;
  return (node) => isWithin(spans, startOf(node));
}

function isWithin(spans: Spans, at: number): boolean {
  let low = 0;
  for (let high = spans.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.end <= at) low = middle + 1;
    else high = middle;
  }
  return low < spans.length && spans[low]!.start <= at;
}

function concerned(program: NodePath): Concerned | 'all' {
  const known = KNOWN.get(program.node);
  if (known) return known;
  const home = homeOf(program.node);
  const found = !home || isOfPage(home.module) ? 'all' : spansOf(home);
  KNOWN.set(program.node, found);
  return found;
}

function spansOf({ module, index }: Home): Concerned {
  const { file, text, program } = module;
  const statements = topStatements(module);
  const old = new Set(index.oldPackages(file));
  const isOurs = (source: string) =>
    old.has(source) || REQUEST_WORDS.test(`'${source}'`) || index.resolve(file, source) !== null;
  const packages = packageNames(program, isOurs);
  const speaks = ({ end, loadsAnything }: TopStatement, position: number) => {
    // what is written above it is about it
    const own = text.slice(statements[position - 1]?.end ?? 0, position + 1 < statements.length ? end : text.length);
    if (loadsAnything || REQUEST_WORDS.test(own)) return true;
    return specifiersIn(own).some((specifier) => {
      if (old.has(specifier)) return true;
      const loaded = index.resolve(file, specifier);
      return loaded !== null && reachesV1(loaded, index);
    });
  };
  const speaking = statements.filter(speaks);
  const own = withNeighbours(speaking, statements, packages);
  const asking = statements.filter((one) => !own.has(one) && namesAction(text.slice(one.start, one.end)));
  const handed =
    asking.length > 0 && isHandedV1(file, index) ? withNeighbours([...own, ...asking], statements, packages) : own;
  const inOrder = (some: ReadonlySet<TopStatement>) => statements.filter((one) => some.has(one));
  return { own: inOrder(own), handed: inOrder(handed) };
}

/** What modules share without a name of their own. */
const DOOR = Symbol('door');

/** Those that share a name with one of them, and so on. */
function withNeighbours(
  from: readonly TopStatement[],
  statements: readonly TopStatement[],
  packages: ReadonlySet<string>,
): ReadonlySet<TopStatement> {
  const found = new Set(from);
  const naming: Map<string | typeof DOOR, TopStatement[]> = byNames(statements);
  naming.set(
    DOOR,
    statements.filter(({ open }) => open),
  );
  for (const { names, changed, open } of found)
    for (const name of open ? [...names, DOOR] : names) {
      // what is put into a package is got from it elsewhere
      if (typeof name === 'string' && packages.has(name) && !changed.has(name)) continue;
      for (const other of naming.get(name as string) ?? []) found.add(other);
      naming.delete(name as string);
    }
  return found;
}

/** May other files hand anything of v1 to what the file exports: do they speak of it, or load what does? */
function isHandedV1(file: string, index: ModuleIndex): boolean {
  const importers = importersOf(index);
  const above = new Set(importers.get(file));
  for (const one of above) {
    if (one === file) continue;
    if (mentionsV1(index.wordsOf(one))) return true;
    if (loadedBy(one, index).some((next) => next !== file && mentionsV1Below(next, index))) return true;
    for (const next of importers.get(one) ?? []) above.add(next);
  }
  return false;
}
