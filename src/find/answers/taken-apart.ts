/** Patterns, loops and spreads that take an answer apart. */

import { evaluate } from '../../evaluate/evaluate.js';
import { type ast, is, type NodePath } from '../../syntax/index.js';
import type { Shape } from '../request.js';
import { collected } from './collections.js';
import { itemOf } from './combined.js';
import { keptInList } from './containers.js';
import { copied, leavesRecord } from './copied.js';
import { isDropped } from './discarded.js';
import type { Follower } from './follow.js';
import { locate } from './locate.js';
import { isItem, step } from './steps.js';

export function followPattern(follower: Follower, target: NodePath<ast.ObjectPattern>, shape: Shape): void {
  for (const property of target.get('properties')) {
    if (property.isRestElement() && leavesRecord(follower, namesOf(target), shape)) {
      follower.bind(property.get('argument') as NodePath, shape);
      continue;
    }
    if (!property.isObjectProperty() || property.node.computed) {
      follower.problem('dynamic-read', property as NodePath);
      continue;
    }
    const name = nameOf(property.node);
    const inner = property.get('value') as NodePath;
    const next = step(shape, name);
    // The length of a list is none of its fields, nor are its items.
    const isField = next?.is === 'v1' ? !isItem(next) : name !== 'length';
    if (shape.is === 'v1' && isField)
      follower.answer.named.push({ path: property as NodePath, kind: 'pattern', base: shape });
    if (next) follower.bind(inner, follower.readOf(shape, next, property as NodePath));
    else if (shape.is === 'object') follower.problem('response-metadata', property as NodePath, name);
  }
}

/** What a pattern takes by name. */
function namesOf({ node }: NodePath<ast.ObjectPattern>): string[] {
  return node.properties.flatMap((one) => (is.isObjectProperty(one) ? [nameOf(one)] : []));
}

function nameOf({ key }: ast.ObjectProperty): string {
  if (is.isIdentifier(key)) return key.name;
  return is.isStringLiteral(key) || is.isNumericLiteral(key) ? String(key.value) : '';
}

export function followListPattern(follower: Follower, target: NodePath<ast.ArrayPattern>, shape: Shape): void {
  (target.get('elements') as NodePath[]).forEach((element, index) => {
    if (!element.node) return;
    if (shape.is === 'tuple') {
      const item = shape.items[index];
      if (item) follower.bind(element, item);
    } else if (element.isRestElement()) {
      // The others of a list are a list as it is.
      const whole = shape.is === 'many' || (shape.is === 'v1' && locate(follower.action, shape.path).at === 'root');
      if (whole)
        follower.bind(element.get('argument') as NodePath, shape.is === 'v1' ? { ...shape, derived: true } : shape);
      else follower.problem('dynamic-read', element);
    } else if (shape.is === 'many') follower.bind(element, shape.of);
    else if (shape.is === 'v1') follower.bind(element, { is: 'v1', path: [...shape.path, '*'] });
    else follower.problem('dynamic-read', element);
  });
}

export function followLoop(follower: Follower, loop: NodePath<ast.ForOfStatement>, shape: Shape): void {
  const left = loop.get('left') as NodePath;
  const target = left.isVariableDeclaration()
    ? ((left.get('declarations') as NodePath[])[0]?.get('id') as NodePath)
    : left;
  const item: Shape | null =
    shape.is === 'v1' ? { is: 'v1', path: [...shape.path, '*'] } : shape.is === 'many' ? shape.of : null;
  // A map gives its keys and values.
  if (shape.is === 'groups' && target) follower.bind(target, { is: 'tuple', items: [null, shape.of], several: true });
  else if (item && target) follower.bind(target, item);
  else if (shape.is !== 'chunks') follower.problem('dynamic-read', loop as NodePath);
}

/** `found.push(...records)`, `[...records]` */
export function followSpread(follower: Follower, spread: NodePath<ast.SpreadElement>, shape: Shape): void {
  const outer = spread.parentPath;
  if (shape.is === 'v1' && outer.isArrayExpression() && outer.node.elements.length === 1)
    return follower.follow(outer, { ...shape, derived: true });
  if (shape.is === 'many' && outer.isArrayExpression() && outer.node.elements.length === 1)
    return follower.follow(outer, shape);
  if (outer.isObjectExpression() && follower.keeps(() => copied(follower, outer, spread.get('argument'), shape)))
    return;
  if (outer.isArrayExpression() && follower.keeps(() => keptInList(follower, outer, spread, shape))) return;
  if (outer.isCallExpression() && collected(follower, outer, spread, shape)) return;
  follower.leaves(spread, shape, 'an object or list');
}

export function followInArray(
  follower: Follower,
  array: NodePath<ast.ArrayExpression>,
  path: NodePath,
  shape: Shape,
): void {
  const call = array.parentPath;
  const item =
    shape.is === 'promise' && call?.isCallExpression()
      ? itemOf(evaluate(call.get('callee') as NodePath), shape.of, follower.rejects || isDropped(call))
      : null;
  if (!item || !call) {
    if (!follower.isLeaf(shape) && !follower.keeps(() => keptInList(follower, array, path, shape)))
      follower.leaves(path, shape.is === 'promise' ? shape.of : shape, 'a list');
    return;
  }
  const items: (Shape | null)[] = array.node.elements.map(() => null);
  const before = follower.answer.shapes.get(call.node);
  if (before?.is === 'promise' && before.of.is === 'tuple')
    before.of.items.forEach((item, index) => (items[index] = item));
  items[Number(path.key)] = item;
  follower.follow(call, { is: 'promise', of: { is: 'tuple', items, several: true } });
}
