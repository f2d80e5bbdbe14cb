/** From one part of an answer to the next, and which of two tells more. */

import { evaluate } from '../../evaluate/evaluate.js';
import type { ast, NodePath } from '../../syntax/index.js';
import type { Shape } from '../request.js';
import { bothOf } from './containers.js';

/** One property further; null where there is no such. */
export function step(shape: Shape, name: string): Shape | null {
  switch (shape.is) {
    case 'v1':
      return name === 'length' && shape.path.at(-1) !== '*' ? null : { is: 'v1', path: [...shape.path, name] };
    case 'object':
      return Object.hasOwn(shape.properties, name) ? (shape.properties[name] ?? null) : null;
    case 'tuple':
      return shape.items[shape.keys ? shape.keys.indexOf(name) : /^\d+$/.test(name) ? Number(name) : -1] ?? null;
    case 'groups':
      return name === 'size' || name in Object.prototype ? null : optional(shape.of);
    case 'many':
      return /^\d+$/.test(name) ? shape.of : null;
    default:
      return null;
  }
}

/** A value that may not be there under that key. */
export function optional(shape: Shape): Shape {
  return shape.is === 'v1' ? { ...shape, optional: true } : shape;
}

/** `list[i]`: an element, whichever. */
export function computedStep(shape: Shape, member: NodePath<ast.MemberExpression>): Shape | null {
  if (shape.is === 'many') return shape.of;
  if (shape.is === 'groups') return optional(shape.of);
  if (shape.is !== 'v1' || !member.node.computed || isSymbol(member.get('property') as NodePath)) return null;
  return { is: 'v1', path: [...shape.path, '*'] };
}

/** `Symbol.iterator` */
function isSymbol(property: NodePath): boolean {
  const value = property.isMemberExpression() ? evaluate(property) : null;
  return value?.kind === 'external' && value.module === null && value.members[0] === 'Symbol';
}

/** An item of a list, whichever. */
export function isItem({ path }: Shape & { is: 'v1' }): boolean {
  return /^(?:\*|\d+)$/.test(path.at(-1) ?? '');
}

/** The answer with what says how the call went. */
export function isWhole(shape: Shape): boolean {
  if (shape.is === 'v1') return shape.path.length === 0;
  return shape.is === 'text' || shape.is === 'object' || shape.is === 'chunks';
}

/** Where in the answer it is, whether it was kept meanwhile or not. */
export function plainly(shape: Shape): Shape {
  return shape.is === 'v1' ? { ...shape, optional: undefined, derived: undefined } : shape;
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.is === b.is && JSON.stringify(a) === JSON.stringify(b);
}

/** A variable that holds first the text, then the object: the object tells more. */
export function deeper(a: Shape, b: Shape): Shape {
  if (a.is === 'tuple' && b.is === 'tuple' && a.several && b.several) return bothOf(a, b);
  if (a.is === 'v1' && b.is === 'v1' && b.hollow && sameShape({ ...a, hollow: true }, b)) return b;
  const rank = (shape: Shape) =>
    shape.is === 'v1' ? 3 + shape.path.length : shape.is === 'text' ? 2 : shape.is === 'chunks' ? 1 : 0;
  return rank(b) > rank(a) ? b : a;
}
