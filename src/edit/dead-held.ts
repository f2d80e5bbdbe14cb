/** What `this.options` was given for calls that are gone: the object, and what is set in it, where nothing asks for it. */
import { isNamedOtherwise, namedMembers } from '../find/wrappers/uses.js';
import { is, type NodePath, type SourceModule } from '../syntax/index.js';
import { isPure } from './purity.js';

/**
 * Statements of the file as it is now that only fill an object that was handed over as a whole, and is not any more.
 * `asked`: what other files may ask for.
 */
export function deadHeld(module: SourceModule, before: SourceModule, asked: readonly string[]): NodePath[] {
  return [...heldNames(module)].flatMap(([name, statements]) => {
    if (asked.includes(name) || isNamedOtherwise(name, module.program) || !isHandedOver(name, before)) return [];
    const uses = namedMembers(name, module.program).map(useOf);
    if (uses.includes(null)) return [];
    const known = uses.flatMap((one) => one ?? []);
    const read = new Set(known.flatMap(({ key, set }) => (set ? [] : [key])));
    const unasked = known.flatMap(({ key, set }) => (set && !read.has(key) ? [set] : []));
    return [...unasked, ...(known.length === unasked.length ? statements : [])];
  });
}

/** The names of what objects made in a file hold, by its text: `this.name = …`. */
export function setOnThis(text: string): string[] {
  return [...new Set([...text.matchAll(/\bthis\.([\w$]+)\s*=/g)].map((found) => found[1] ?? ''))];
}

/** `this.name = { … };`, where that is all that it is ever set to. */
function heldNames({ program }: SourceModule): Map<string, NodePath[]> {
  const found = new Map<string, NodePath[] | null>();
  program.traverse({
    AssignmentExpression(path) {
      const { left } = path.node;
      if (!is.isMemberExpression(left) || !is.isIdentifier(left.property) || left.computed) return;
      const { name } = left.property;
      const right = path.get('right') as NodePath;
      const plain = is.isThisExpression(left.object) && right.isObjectExpression() && isPure(right);
      const before = found.get(name);
      const statement = path.parentPath;
      if (before === undefined && plain && statement.isExpressionStatement()) found.set(name, [statement]);
      else found.set(name, null);
    },
  });
  return new Map([...found].flatMap(([name, statements]) => (statements ? [[name, statements] as const] : [])));
}

/** Was it given to a call as a whole? Its readers are gone then; others may have asked for anything. */
function isHandedOver(name: string, { program }: SourceModule): boolean {
  return namedMembers(name, program).some(({ listKey }) => listKey === 'arguments');
}

interface Use {
  readonly key: string;
  /** the statement that sets something below it, and does nothing else */
  readonly set: NodePath | null;
}

/** `this.options.form…`; null where it is used as a whole, or by a name that is computed. */
function useOf(held: NodePath): Use | null {
  let path: NodePath = held.parentPath as NodePath;
  if (!path.isMemberExpression({ computed: false }) || held.key !== 'object') return null;
  const { property } = path.node;
  if (!is.isIdentifier(property)) return null;
  while (path.parentPath?.isMemberExpression({ computed: false }) && path.key === 'object') path = path.parentPath;
  const outer = path.parentPath;
  const isSet = outer?.isAssignmentExpression({ operator: '=' }) && path.key === 'left' && isPure(outer.get('right'));
  const statement = isSet ? outer?.parentPath : null;
  return { key: property.name, set: statement?.isExpressionStatement() ? statement : null };
}
