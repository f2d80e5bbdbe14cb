/** What functions that go through a list do: what their callback is given, and what they give. */
import { type ast, is, type NodePath } from '../../syntax/index.js';
import type { Shape } from '../request.js';
import { followCallback } from './called-back.js';
import type { Follower } from './follow.js';
import { functionAt } from './function-at.js';
import { reduced } from './reduced.js';
import { standInBeside } from './stand-ins.js';

export type Listed = Shape & { is: 'v1' | 'many' };

/** Which parameters of the callback are elements, and what the function gives. */
export interface ListFunction {
  readonly elements: readonly number[];
  readonly gives: 'list' | 'element' | 'plain' | 'mapped' | 'flat' | 'flatMapped' | 'reduced' | 'pairs';
}

/** What the value of the call holds, where that is given by the function: the same, or still wrapped. */
export type Wrap = (given: Shape) => Shape;

export const unwrapped: Wrap = (given) => given;

export interface ListCall {
  readonly call: NodePath<ast.CallExpression>;
  readonly fn: ListFunction;
  readonly callback: NodePath | undefined;
  /** what `reduce` begins with */
  readonly start: NodePath | undefined;
  readonly shape: Listed;
  readonly wrap: Wrap;
}

/** One of the list. */
export function elementOf(shape: Listed): Shape {
  return shape.is === 'many' ? shape.of : { is: 'v1', path: [...shape.path, '*'] };
}

/** A list of what such an element is. */
function listOf(element: Shape): Shape {
  return element.is === 'v1' && element.path.at(-1) === '*'
    ? { is: 'v1', path: element.path.slice(0, -1), derived: true }
    : { is: 'many', of: element };
}

export function apply(follower: Follower, parts: ListCall): void {
  const { fn, callback, shape } = parts;
  if (fn.gives === 'reduced') return reduced(follower, parts);
  const element = elementOf(shape);
  let mapped: Shape | null = null;
  if (callback && fn.elements.length > 0) {
    const params: (Shape | null)[] = [];
    for (const index of fn.elements) params[index] = element;
    if (fn.elements.length === 1 && fn.elements[0] === 0)
      params[2] = shape.is === 'many' ? shape : { ...shape, derived: true };
    for (let index = 0; index < params.length; index++) params[index] ??= null;
    if (!is.isIdentifier(callback.node, { name: 'Boolean' })) {
      const mapper = fn.gives === 'mapped' || fn.gives === 'flatMapped' ? functionAt(callback) : null;
      followCallback(follower, callback, params, (returned, path) => {
        mapped = returned;
        if (mapper && !follower.isLeaf(returned) && standInBeside(mapper, path) === 'made')
          follower.problem('stand-in', path);
      });
    }
  }
  result(follower, parts, mapped);
}

/** `mapped`: what the callback gives, where that is of the answer. */
export function result(follower: Follower, { call, fn, shape, wrap }: ListCall, mapped: Shape | null): void {
  const give = (given: Shape) => follower.follow(call, wrap(given));
  if (fn.gives === 'list') give(shape.is === 'many' ? shape : { ...shape, derived: true });
  else if (fn.gives === 'element') give(elementOf(shape));
  else if (fn.gives === 'flat') give(flattened(shape));
  else if (fn.gives === 'pairs')
    give({ is: 'many', of: { is: 'tuple', items: [null, elementOf(shape)], several: true } });
  else if (mapped && !follower.isLeaf(mapped)) {
    if (fn.gives === 'mapped') give(listOf(mapped));
    else if (fn.gives === 'flatMapped') give(mapped.is === 'v1' ? flattened(listOf(mapped)) : flattened(mapped));
  }
}

/** `lists.flat()`: the items of lists in one list; what is no list stays as it is. */
function flattened(shape: Shape): Shape {
  const of = shape.is === 'many' ? shape.of : null;
  if (of?.is === 'v1') return of.path.at(-1) === '*' ? listOf(of) : { ...of, derived: true };
  return of?.is === 'many' ? of : shape;
}
