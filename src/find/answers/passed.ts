/** An answer that is passed to a call: what the program knows of the callee, or the parameters of a function of the author's. */

import { argumentsOf } from '../../evaluate/arguments.js';
import { evaluate, memberName } from '../../evaluate/evaluate.js';
import { programOf } from '../../evaluate/modules/localised.js';
import { isExternal, type Value } from '../../evaluate/value.js';
import { type ast, is, type NodePath } from '../../syntax/index.js';
import { ENVELOPE, type Shape, TEXT } from '../request.js';
import { calledValue } from '../wrappers/call-sites.js';
import { followAsync } from './async-library.js';
import { collected, pushed } from './collections.js';
import { itemOf } from './combined.js';
import { copied } from './copied.js';
import { isDropped } from './discarded.js';
import type { Follower } from './follow.js';
import { isInline } from './function-at.js';
import { followGroups } from './groups.js';
import { isOfAnswer, takesItems } from './list-changes.js';
import { followListCopy, followLodash } from './lists.js';
import { followPairs } from './pairs.js';
import { followPick } from './picked.js';
import { receiversOf } from './receivers.js';
import { resolvesPromise, settlesPromise } from './settled.js';
import { isWhole, plainly, sameShape } from './steps.js';

export function followArgument(
  follower: Follower,
  call: NodePath<ast.CallExpression>,
  path: NodePath,
  shape: Shape,
): void {
  const calleePath = call.get('callee') as NodePath;
  const callee = evaluate(calleePath);
  const index = Number(path.key);
  if (isExternal(callee, [null], 'JSON', 'parse') && call.node.arguments.length === 1)
    return follower.follow(call, ENVELOPE);
  if (isExternal(callee, [null], 'Buffer', 'concat')) return follower.follow(call, { is: 'chunks' });
  if (isExternal(callee, [null], 'String') && (shape.is === 'text' || shape.is === 'chunks'))
    return follower.follow(call, TEXT);
  if (isExternal(callee, [null], 'Array', 'isArray') || isExternal(callee, [null], 'Buffer', 'isBuffer')) return;
  if (isEmptyTest(call) && isWhole(shape) && isExternal(callee, [null], 'Object', 'keys')) return;
  if (followListCopy(follower, call, callee, path, shape) || followPairs(follower, call, shape)) return;
  if (follower.isMap(shape) && ['keys', 'values', 'entries'].some((name) => isExternal(callee, [null], 'Object', name)))
    return;
  if (gathers(call, path, shape)) return followGathered(follower, call);
  if (index === 0 && combines(callee) && !follower.isLeaf(shape))
    return follower.follow(call, shape.is === 'promise' ? shape : { is: 'promise', of: shape });
  if (shape.is === 'many') {
    const item = shape.of.is === 'promise' ? shape.of.of : shape.of;
    const of = itemOf(callee, item, follower.rejects || isDropped(call));
    if (of) return follower.follow(call, { is: 'promise', of: { is: 'many', of } });
  }
  if (follower.keeps(() => copied(follower, call, path, shape))) return;
  if (shape.is === 'v1' && followPick(follower, call, callee, path, shape)) return;
  if (shape.is === 'v1' && followLodash(follower, call, callee, path, shape)) return;
  if (shape.is === 'groups' && followGroups(follower, call, callee, path, shape)) return;
  if (!follower.isLeaf(shape) && collected(follower, call, path, shape)) return;
  if (!follower.isLeaf(shape) && follower.keeps(() => pushed(follower, call, path, shape))) return;
  if (shape.is === 'v1' && followAsync(follower, call, callee, path, shape)) return;
  if (follower.boundary && (isHandedIn(follower, calleePath) || follower.isGiven(calleePath))) return;
  const resolved = resolvesPromise(calleePath);
  if (resolved && index === 0)
    return follower.isLeaf(shape) ? undefined : follower.follow(resolved, { is: 'promise', of: shape });
  const known = callee.kind === 'function' ? (callee.fn as NodePath<ast.Function>) : follower.functionElsewhere(callee);
  const fn = known ?? (follower.isLeaf(shape) ? null : methodCalled(follower, call));
  if (fn && !follower.isLeaf(shape) && shape.is !== 'error') return followInto(follower, fn, call, index, shape);
  if (shape.is === 'error') return;
  if (follower.isLeaf(shape) || isHandedToReceivers(follower, call, index, shape)) return;
  const leave = () => follower.leaves(path, shape, describe(callee, call));
  // What other calls of it hand over may not be known yet, nor whose method it is.
  if (callee.kind === 'param') follower.later.push(() => isHandedToReceivers(follower, call, index, shape) || leave);
  else if (takesItems(call)) follower.later.push(() => isOfAnswer(follower, call) || leave);
  else leave();
}

/** `api.remove(zone, record)`: the method, where it is known what the object was made with. */
function methodCalled(follower: Follower, call: NodePath<ast.CallExpression>): NodePath<ast.Function> | null {
  const value = calledValue(call);
  const fn = value?.kind === 'function' && value.fn.isFunction() ? (value.fn as NodePath<ast.Function>) : null;
  return fn && (follower.across || programOf(fn) === follower.home) ? fn : null;
}

/** Is it a parameter of the function whose callers are not followed, or settles its promise? */
function isHandedIn(follower: Follower, callee: NodePath): boolean {
  const base = callee.isMemberExpression() ? (callee.get('object') as NodePath) : callee;
  const binding = base.isIdentifier() ? base.scope.getBinding(base.node.name) : undefined;
  return binding?.kind === 'param' && (binding.scope.path.node === follower.boundary || settlesPromise(base));
}

/** An answer passed to a function of the program: what its other callers pass is looked at when all calls are known. */
function followInto(
  follower: Follower,
  fn: NodePath<ast.Function>,
  call: NodePath<ast.CallExpression>,
  index: number,
  shape: Shape,
): void {
  if (argumentsOf(fn)) return follower.leaves((call.get('arguments') as NodePath[])[index] ?? call, shape, 'arguments');
  const params: (Shape | null)[] = (call.get('arguments') as NodePath[]).map((argument) => errorOf(follower, argument));
  params[index] = shape;
  if (!fn.node.params[index]) return;
  if (isWhole(shape)) {
    if (!follower.callersOf(fn)) return follower.problem('answer-leaves', call, 'a function with other callers');
    shares(follower, fn, call, params);
  } else if (!isInline(call.get('callee') as NodePath)) follower.hands(fn, call.get('callee') as NodePath, params);
  follower.enter(fn, params, (returned) => follower.follow(call, returned), call.node);
}

/** The client's error, where that is what is passed. */
function errorOf(follower: Follower, argument: NodePath): Shape | null {
  const binding = argument.isIdentifier() ? argument.scope.getBinding(argument.node.name) : undefined;
  const held = binding && follower.answer.holders.get(binding);
  return held?.is === 'error' ? held : null;
}

/** `report(job, err, body)`: whether all callers pass such an answer is looked at when all calls are known. */
function shares(
  follower: Follower,
  fn: NodePath<ast.Function>,
  call: NodePath<ast.CallExpression>,
  params: readonly (Shape | null)[],
): void {
  const known = follower.answer.shared.find((one) => one.fn.node === fn.node && one.call?.node === call.node);
  if (known) params.forEach((shape, index) => (known.params[index] ??= shape));
  else follower.answer.shared.push({ fn, use: call.get('callee') as NodePath, call, params: [...params] });
}

/** `callback(null, record)`, where all that is called back stands in this file. */
function isHandedToReceivers(
  follower: Follower,
  call: NodePath<ast.CallExpression>,
  index: number,
  shape: Shape,
): boolean {
  let derived = shape.is === 'v1' && shape.derived === true;
  const receivers = receiversOf(
    call,
    index,
    (argument) => {
      const held = follower.answer.shapes.get(argument.node);
      derived ||= held?.is === 'v1' && held.derived === true;
      return held !== undefined && sameShape(plainly(held), plainly(shape));
    },
    follower.callersOf,
  );
  for (const { fn, parameter, holds } of receivers ?? []) {
    if (!follower.answer.functions.has(fn.node)) follower.enter(fn, [], () => {}, fn.node);
    // The same function is called with errors, and then there is no answer.
    const given: Shape = shape.is === 'v1' ? { ...shape, ...(derived && { derived }), onError: 'other' } : shape;
    if (parameter) follower.bind(parameter, holds(given));
  }
  return receivers !== null;
}

function followGathered(follower: Follower, call: NodePath<ast.CallExpression>): void {
  const list = call.get('callee.object') as NodePath;
  if (!list.isIdentifier()) return;
  const binding = list.scope.getBinding(list.node.name);
  follower.answer.shapes.set(list.node, { is: 'chunks' });
  if (binding) follower.holder(binding, { is: 'chunks' });
}

function combines(callee: Value): boolean {
  return (
    isExternal(callee, [null], 'Promise', 'resolve') ||
    isExternal(callee, ['bluebird', 'q'], 'resolve') ||
    isExternal(callee, ['q'])
  );
}

/** `chunks.push(chunk)` */
function gathers(call: NodePath<ast.CallExpression>, path: NodePath, shape: Shape): boolean {
  if (shape.is !== 'chunks') return false;
  const callee = call.get('callee') as NodePath;
  return (
    callee.isMemberExpression() && memberName(callee as NodePath<ast.MemberExpression>) === 'push' && path.key === 0
  );
}

/** `Object.keys(body).length` where it is asked whether there is any. */
function isEmptyTest({ parentPath: count }: NodePath): boolean {
  if (!count?.isMemberExpression() || memberName(count) !== 'length') return false;
  const { parentPath: parent, key } = count;
  if (parent?.isLogicalExpression()) return true;
  if (parent?.isBinaryExpression()) return is.isNumericLiteral(parent.node.right, { value: 0 });
  return key === 'test' || parent?.isUnaryExpression({ operator: '!' }) === true;
}

function describe(callee: Value, call: NodePath<ast.CallExpression>): string {
  if (callee.kind === 'external')
    return [...(callee.module ? [callee.module] : []), ...callee.members].join('.') || 'a call';
  const node = call.node.callee;
  return is.isIdentifier(node)
    ? `${node.name}()`
    : is.isMemberExpression(node) && is.isIdentifier(node.property)
      ? `.${node.property.name}()`
      : 'a call';
}
