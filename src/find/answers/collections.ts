/** Lists and objects of the program's own that records are put into: `found.push(rec)`, `byName[rec.name] = rec`. */
import { memberName } from '../../evaluate/evaluate.js';
import { type ast, type Binding, is, type NodePath } from '../../syntax/index.js';
import type { Shape } from '../request.js';
import type { Follower } from './follow.js';
import { goesIntoAnswer, lookAtPut } from './list-changes.js';

type V1 = Shape & { is: 'v1' };

/** An item or list given to a method of a list of one's own; false where the call is nothing of the kind. */
export function collected(
  follower: Follower,
  call: NodePath<ast.CallExpression>,
  argument: NodePath,
  shape: Shape,
): boolean {
  const callee = call.get('callee') as NodePath;
  if (shape.is !== 'v1' || !callee.isMemberExpression()) return false;
  const name = memberName(callee as NodePath<ast.MemberExpression>);
  const object = callee.get('object') as NodePath;
  if (goesIntoAnswer(follower, object, name, shape)) return true;
  const list = argument.isSpreadElement() ? asList(shape) : listOf(shape);
  if (name === 'push' || name === 'unshift') return list !== null && keepList(follower, object, list);
  if (
    name === 'concat' &&
    (ownBinding(object, isList) || (object.isArrayExpression() && !object.node.elements.length))
  ) {
    const joined = asList(shape) ?? listOf(shape);
    if (object.isArrayExpression()) lookAtPut(follower, call, name, shape);
    if (joined) follower.follow(call, joined);
    return joined !== null;
  }
  if (name !== 'set' || argument.key !== 1) return false;
  const binding = ownBinding(object, isMap);
  if (!binding) return false;
  const kept: Shape = { is: 'groups', of: { is: 'v1', path: shape.path } };
  follower.holder(binding, kept);
  follower.follow(call, kept);
  return true;
}

/** `jobs.push(list(zone))`, `reports.push({ zone, records })`: an item that is no record; false where the list is not one's own. */
export function pushed(
  follower: Follower,
  call: NodePath<ast.CallExpression>,
  argument: NodePath,
  shape: Shape,
): boolean {
  const callee = call.get('callee') as NodePath;
  const name = callee.isMemberExpression() ? memberName(callee) : null;
  if ((name !== 'push' && name !== 'unshift') || argument.isSpreadElement() || shape.is === 'object') return false;
  const own = ownBinding(callee.get('object') as NodePath, isList);
  if (!own) return false;
  follower.atEnd(() => isUniform(follower, own), argument);
  follower.holder(own, { is: 'many', of: shape });
  return true;
}

/** `byName[rec.name] = rec`; false where the object is not one's own. */
export function keptUnderKey(follower: Follower, target: NodePath, shape: Shape): boolean {
  if (!target.isMemberExpression() || shape.is !== 'v1') return false;
  const object = target.get('object') as NodePath;
  const binding = object.isIdentifier() ? ownBinding(object, isObject) : null;
  if (!binding) return false;
  follower.answer.shapes.delete(target.node);
  const { path } = shape;
  follower.holder(binding, {
    is: 'groups',
    of: path.at(-1) === '*' ? { is: 'v1', path } : { is: 'v1', path, derived: true },
  });
  return true;
}

/** `found`, or `groups[key]`, gets items of the list. */
function keepList(follower: Follower, object: NodePath, list: V1): boolean {
  const own = ownBinding(object, isList);
  if (own) {
    follower.holder(own, list);
    return true;
  }
  // `(groups[key] = groups[key] || []).push(rec)`
  const member = object.isAssignmentExpression() ? (object.get('left') as NodePath) : object;
  const holder = member.isMemberExpression() ? (member.get('object') as NodePath) : null;
  const binding = holder ? ownBinding(holder, isObject) : null;
  if (!binding) return false;
  follower.holder(binding, { is: 'groups', of: list });
  return true;
}

/** The list that an element is of. */
function listOf(shape: V1): V1 | null {
  return shape.path.at(-1) === '*' ? { is: 'v1', path: shape.path.slice(0, -1), derived: true } : null;
}

function asList(shape: V1): V1 | null {
  return shape.path.at(-1) === '*' ? null : { is: 'v1', path: shape.path, derived: true };
}

/** The variable of a collection that is made empty, and holds nothing else than what is put in. */
function ownBinding(path: NodePath, isEmpty: (init: NodePath) => boolean): Binding | null {
  const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
  const start = binding && reducedFrom(binding);
  if (start) return isEmpty(start) && binding.constant ? binding : null;
  if (!binding?.path.isVariableDeclarator() || !is.isIdentifier(binding.path.node.id)) return null;
  const init = binding.path.get('init') as NodePath;
  const again = binding.constantViolations.every(
    (step) => step.isAssignmentExpression() && (isEmpty(step.get('right')) || addsToItself(step, binding)),
  );
  return init.node && isEmpty(init) && again ? binding : null;
}

/** What `reduce` begins with, of the parameter that it is given as. */
function reducedFrom({ kind, identifier, scope }: Binding): NodePath | null {
  const fn = kind === 'param' && scope.path.isFunction() ? scope.path : null;
  const call = fn?.parentPath;
  if (!fn || fn.listKey !== 'arguments' || !call?.isCallExpression() || fn.node.params[0] !== identifier) return null;
  const callee = call.get('callee') as NodePath;
  const isReduce = callee.isMemberExpression() && /^reduce(?:Right)?$/.test(memberName(callee) ?? '');
  return isReduce ? ((call.get('arguments') as NodePath[])[Number(fn.key) + 1] ?? null) : null;
}

/** `all = all.concat(…)` */
function addsToItself(step: NodePath<ast.AssignmentExpression>, binding: Binding): boolean {
  const right = step.get('right');
  const callee = right.isCallExpression() ? (right.get('callee') as NodePath) : null;
  const object = callee?.isMemberExpression() ? (callee.get('object') as NodePath) : null;
  return object?.isIdentifier() === true && object.scope.getBinding(object.node.name) === binding;
}

/** `{}`, `[]`, `new Map()`, `Object.create(null)` */
export function isEmptyCollection(init: NodePath): boolean {
  return isList(init) || isObject(init) || isMap(init);
}

function isList(init: NodePath): boolean {
  return init.isArrayExpression() && init.node.elements.length === 0;
}

function isObject(init: NodePath): boolean {
  if (init.isObjectExpression()) return init.node.properties.length === 0;
  return init.isCallExpression() && /^Object\.create\(\s*null\s*\)$/.test(String(init));
}

function isMap(init: NodePath): boolean {
  return (
    init.isNewExpression() && is.isIdentifier(init.node.callee, { name: 'Map' }) && init.node.arguments.length === 0
  );
}

/** Is all that is put into the collection of one kind? Asked when everything was followed. */
export function isUniform(follower: Follower, binding: Binding): boolean {
  return binding.referencePaths.every((use) => {
    for (const given of putIn(use)) {
      const held = follower.answer.shapes.get(given.node);
      const empty = isList(given) || isObject(given) || given.isNullLiteral() || given.isLogicalExpression();
      if (!empty && (!held || held.is === 'known' || held.is === 'error')) return false;
    }
    return true;
  });
}

/** What is put in at this use of the collection. */
function putIn(use: NodePath): NodePath[] {
  let member = use.parentPath;
  if (!member?.isMemberExpression() || use.key !== 'object') return [];
  if (member.parentPath.isMemberExpression() && member.key === 'object' && member.node.computed)
    member = member.parentPath;
  const outer = member.parentPath;
  if (outer?.isAssignmentExpression() && member.key === 'left') return [outer.get('right')];
  if (!outer?.isCallExpression() || member.key !== 'callee') return [];
  const args = outer.get('arguments') as NodePath[];
  const name = memberName(member as NodePath<ast.MemberExpression>);
  const bare = (one: NodePath) => (one.isSpreadElement() ? (one.get('argument') as NodePath) : one);
  if (name === 'push' || name === 'unshift' || name === 'concat') return args.map(bare);
  return name === 'set' ? args.slice(1, 2) : [];
}
