/** Properties and methods of an answer that are read, called or written to. */

import { mutationOf } from '../../evaluate/changes.js';
import { memberName } from '../../evaluate/evaluate.js';
import type { ast, NodePath } from '../../syntax/index.js';
import { type Shape, TEXT } from '../request.js';
import { followPromiseMethod } from './chained.js';
import { changed } from './copied.js';
import type { Follower } from './follow.js';
import { followMap } from './groups.js';
import { followChain, followListMethod } from './lists.js';
import { readByName } from './named-later.js';
import { computedStep, step } from './steps.js';
import { followStream } from './stream.js';
import { isForUnparsed } from './unparsed.js';

export function followMember(follower: Follower, member: NodePath<ast.MemberExpression>, shape: Shape): void {
  const call = member.parentPath;
  const name = memberName(member);
  const called = (call?.isCallExpression() || call?.isOptionalCallExpression()) && member.key === 'callee';
  if (called && followMethod(follower, call as NodePath<ast.CallExpression>, member, name, shape)) return;
  const isChanged = !called && mutationOf(member.get('object') as NodePath) !== null;
  if (isChanged && !isRemovedItem(member))
    return follower.keeps(() => changed(follower, member, shape)) ? undefined : refuseChange(follower, member, shape);
  if (called && name !== null && ASKS_FOR_NAMES.has(name) && follower.isObject(shape))
    return follower.problem('asked-fields', member);
  if (name === null && readByName(follower, member, shape)) return;
  const next = name === null ? computedStep(shape, member) : step(shape, name);
  if (next) follower.follow(member, follower.readOf(shape, next, member));
  else if (shape.is === 'object') follower.problem('response-metadata', member, name ?? '[…]');
  else if (shape.is === 'v1' && name !== 'length') follower.problem('dynamic-read', member, name ?? undefined);
  else if (shape.is === 'wrapped') follower.problem('answer-leaves', member, `.${name ?? '[…]'}()`);
  else if (shape.is === 'text' && name !== 'length' && !isForUnparsed(member, follower.answer.shapes))
    follower.problem('answer-leaves', member, 'the text of the answer');
  else if (shape.is === 'tuple' && isOfAll(name)) follower.problem('answer-leaves', member, 'a list');
  else if (shape.is === 'many' && !SAYS_NO_ITEM.has(name ?? '') && !follower.isLeaf(shape.of))
    follower.problem('answer-leaves', member, `.${name ?? '[…]'}`);
}

/** `rec.content = ip`: the record is changed, which v4's may be as well only where the field is the same. */
function refuseChange(follower: Follower, member: NodePath<ast.MemberExpression>, shape: Shape): void {
  const isHeld = shape.is === 'tuple' && step(shape, memberName(member) ?? '') !== null;
  if (shape.is === 'v1' || isHeld) follower.problem('changed-answer', member, follower.noun(shape));
}

function followMethod(
  follower: Follower,
  call: NodePath<ast.CallExpression>,
  member: NodePath<ast.MemberExpression>,
  name: string | null,
  shape: Shape,
): boolean {
  if (name === null) return false;
  if (shape.is === 'promise' || shape.is === 'many') return followPromiseMethod(follower, call, name, shape);
  if (shape.is === 'object') {
    const result = shape.methods && Object.hasOwn(shape.methods, name) ? shape.methods[name] : undefined;
    if (result) {
      follower.answer.shapes.set(member.node, shape);
      follower.follow(call, result);
      return true;
    }
    return shape.stream === true && followStream(follower, call, name);
  }
  if (shape.is === 'text' || shape.is === 'chunks') return followTextMethod(follower, call, name);
  if (shape.is === 'groups') return followMap(follower, call, name, shape);
  if (shape.is === 'wrapped') return followChain(follower, call, name, shape);
  return shape.is === 'v1' && followListMethod(follower, call, name, shape);
}

function followTextMethod(follower: Follower, call: NodePath<ast.CallExpression>, name: string): boolean {
  if (['toString', 'trim', 'join', 'concat'].includes(name)) follower.follow(call, TEXT);
  else if (name !== 'push') return false;
  return true;
}

/** What a list has that says nothing of what is in it. */
const SAYS_NO_ITEM = new Set(['length', 'indexOf', 'lastIndexOf', 'includes', 'keys']);

/** Methods of every object that tell which properties it has, or give it whole. */
const ASKS_FOR_NAMES = new Set(['hasOwnProperty', 'propertyIsEnumerable', 'valueOf']);

/** `delete records[0]`: its place stays empty, in v4's list as in v1's. */
function isRemovedItem({ node, parentPath }: NodePath<ast.MemberExpression>): boolean {
  return node.computed && parentPath?.isUnaryExpression() === true;
}

/** `answers.map(…)`, `answers[i]`: is it about every item of the list, not this one or that? */
function isOfAll(name: string | null): boolean {
  return name === null || (name !== 'length' && name in Array.prototype);
}
