/** Objects and lists that the author writes out with something of the answer in them: `{ zone, records }`, `[...a, ...b]`. */
import { type ast, is, type NodePath } from '../../syntax/index.js';
import type { Shape } from '../request.js';
import type { Follower } from './follow.js';
import { locate } from './locate.js';

type Tuple = Shape & { is: 'tuple' };

/** `{ zone, records }`: false where what is put in is no record, or list of them, that v4 has as well. */
export function keptInObject(
  follower: Follower,
  property: NodePath<ast.ObjectProperty>,
  path: NodePath,
  shape: Shape,
): boolean {
  const object = property.parentPath;
  const { key, computed } = property.node;
  const name = !computed && is.isIdentifier(key) ? key.name : is.isStringLiteral(key) ? key.value : null;
  if (!object?.isObjectExpression() || path.key !== 'value' || !isWhole(follower, shape)) return false;
  if (name === null) return intoAccumulator(follower, object, shape);
  const before = follower.answer.shapes.get(object.node);
  const item: Tuple = { is: 'tuple', items: [shape], keys: [name], several: true };
  follower.follow(object, before?.is === 'tuple' ? bothOf(before, item) : item);
  return true;
}

/** `(all, record) => ({ ...all, [record.name]: record })` */
function intoAccumulator(follower: Follower, object: NodePath<ast.ObjectExpression>, shape: Shape): boolean {
  const [others, ...more] = object.get('properties');
  const isGrown = others?.isSpreadElement() && more.length === 1 && shape.is === 'v1' && shape.path.at(-1) === '*';
  if (!isGrown) return false;
  follower.atEnd(() => isFollowed(follower, others.get('argument') as NodePath), object);
  follower.follow(object, { is: 'groups', of: shape });
  return true;
}

/** `[name, record]`, `[...records, ...others]`, `[first, second]`; false as above. */
export function keptInList(
  follower: Follower,
  array: NodePath<ast.ArrayExpression>,
  path: NodePath,
  shape: Shape,
): boolean {
  if (!isWhole(follower, shape)) return false;
  const elements = (array.get('elements') as NodePath[]).map((one) =>
    one.isSpreadElement() ? (one.get('argument') as NodePath) : one,
  );
  const list = listWith(path, shape);
  const isOpen = array.node.elements.some((one) => is.isSpreadElement(one));
  if (list && (isOpen || elements.length === 1 || !hasOthers(elements))) {
    follower.atEnd(() => elements.every((one) => isFollowed(follower, one)), array);
    follower.follow(array, list);
    return true;
  }
  if (isOpen) return false;
  const items: (Shape | null)[] = elements.map((one) => (one.node === path.node ? shape : null));
  const tuple: Tuple = { is: 'tuple', items, several: true };
  const before = follower.answer.shapes.get(array.node);
  follower.follow(array, before?.is === 'tuple' ? bothOf(before, tuple) : tuple);
  return true;
}

/** Is something among them that can be nothing of an answer: a text, a number, what is read of a record? */
function hasOthers(elements: readonly NodePath[]): boolean {
  return elements.some((one) => !one.isIdentifier() && !one.isMemberExpression({ computed: true }));
}

function isFollowed(follower: Follower, path: NodePath): boolean {
  return follower.answer.shapes.has(path.node);
}

/** The list that it makes: of elements that are put in, or of the lists that are spread. */
function listWith(path: NodePath, shape: Shape): Shape | null {
  if (shape.is === 'many') return path.isSpreadElement() ? shape : null;
  if (shape.is !== 'v1') return null;
  const isElement = shape.path.at(-1) === '*';
  if (isElement === path.isSpreadElement()) return null;
  return { is: 'v1', path: isElement ? shape.path.slice(0, -1) : shape.path, derived: true };
}

/** A record, or a list of records: nothing of the way to them, which v4's answer does not have. */
function isWhole(follower: Follower, shape: Shape): boolean {
  switch (shape.is) {
    case 'v1': {
      const { at } = locate(follower.action, shape.path);
      return !follower.isLeaf(shape) && (at === 'root' || at === 'element');
    }
    case 'many':
    case 'groups':
      return isWhole(follower, shape.of);
    case 'tuple':
      return shape.several === true && shape.items.every((item) => item === null || isWhole(follower, item));
    default:
      return false;
  }
}

/** What both hold, by place or by name. */
export function bothOf(one: Tuple, other: Tuple): Tuple {
  if (!one.keys !== !other.keys) return one;
  const keys = one.keys && other.keys ? [...new Set([...one.keys, ...other.keys])] : undefined;
  const at = (tuple: Tuple, index: number) =>
    tuple.items[keys && tuple.keys ? tuple.keys.indexOf(keys[index] as string) : index] ?? null;
  const length = keys?.length ?? Math.max(one.items.length, other.items.length);
  const items = Array.from({ length }, (_, index) => at(one, index) ?? at(other, index));
  return { is: 'tuple', items, ...(keys && { keys }), several: true };
}
