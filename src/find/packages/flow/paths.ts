/** Small questions about places in the text that a client passes through. */

import { ownConstructor } from '../../../evaluate/constructors.js';
import { bare, evaluate } from '../../../evaluate/evaluate.js';
import { selfOf, thisScope } from '../../../evaluate/this-member.js';
import { elsewhereOf } from '../../../evaluate/value.js';
import { type ast, type Binding, is, type NodePath } from '../../../syntax/index.js';
import { type Call, calledValue } from '../../wrappers/call-sites.js';
import type { Chain, Given } from './steps.js';

export function isGiven(step: Chain[number] | undefined): step is Given {
  return typeof step === 'object';
}

/** A constructor is asked for what `new` passes. */
export function asMade(chain: Chain): Chain {
  const [step, ...rest] = chain;
  return isGiven(step) ? [{ ...step, made: true }, ...rest] : chain;
}

/** The value passes through unchanged. */
export function isWrapping(path: NodePath): boolean {
  return (
    path.isTSAsExpression() ||
    path.isTSNonNullExpression() ||
    path.isTSTypeAssertion() ||
    path.isTSSatisfiesExpression() ||
    path.isParenthesizedExpression() ||
    path.isTypeCastExpression()
  );
}

export function isMember(path: NodePath): path is NodePath<ast.MemberExpression> {
  return path.isMemberExpression() || path.isOptionalMemberExpression();
}

/** Is it set there? */
export function isTarget(path: NodePath): boolean {
  const { parentPath: parent } = path;
  return (
    (path.key === 'left' && parent?.isAssignmentExpression() === true) ||
    parent?.isUpdateExpression() === true ||
    parent?.isUnaryExpression({ operator: 'delete' }) === true
  );
}

export function isPlainAssignment({ node }: NodePath<ast.AssignmentExpression>): boolean {
  return ['=', '||=', '??='].includes(node.operator);
}

export function isPrivate(name: string): boolean {
  return name.startsWith('#');
}

/** The class, constructor function or object that `this` is of. */
export function ownerOf(self: NodePath): NodePath | null {
  const method = thisScope(self);
  if (!method) return null;
  if (method.parentPath?.isClassBody()) return method.parentPath.parentPath;
  const object = method.isObjectMethod()
    ? method.parentPath
    : method.parentPath?.isObjectProperty()
      ? method.parentPath.parentPath
      : null;
  if (object) return prototypeMaker(object)?.path ?? object;
  const set = method.parentPath;
  const left = set?.isAssignmentExpression() ? String(set.get('left')) : '';
  const named = /^(\w+)\.prototype\.\w+$/.exec(left)?.[1];
  if (named) return makerPath(self.scope.getBinding(named));
  return method;
}

function makerPath(binding: Binding | undefined): NodePath | null {
  if (!binding) return null;
  if (binding.path.isFunctionDeclaration()) return binding.path;
  const init = binding.path.isVariableDeclarator() ? binding.path.get<NodePath>('init') : null;
  return init?.isFunction() ? init : null;
}

/** `Updater.prototype = { … }`: the name of the function. */
export function prototypeMaker(object: NodePath): Binding | null {
  const set = object.parentPath;
  if (!set?.isAssignmentExpression() || object.key !== 'right') return null;
  const named = /^(\w+)\.prototype$/.exec(String(set.get('left')))?.[1];
  return (named && object.scope.getBinding(named)) || null;
}

/** The function, or the constructor, that the call runs. */
export function enteredFunction(call: NodePath): NodePath<ast.Function> | null {
  if (!call.isNewExpression()) {
    const value = calledValue(call as Call);
    return value?.kind === 'function' ? (value.fn as NodePath<ast.Function>) : null;
  }
  const callee = bare(call.get('callee') as NodePath);
  const value = evaluate(callee);
  const found = value.kind === 'function' ? value.fn : (elsewhereOf(value)?.fn ?? classNamed(callee));
  return found && ownConstructor(found);
}

function classNamed(callee: NodePath): NodePath | null {
  const binding = callee.isIdentifier() ? callee.scope.getBinding(callee.node.name) : undefined;
  if (!binding || binding.constantViolations.length > 0) return null;
  if (binding.path.isClassDeclaration()) return binding.path;
  const init = binding.path.isVariableDeclarator() ? binding.path.get<NodePath>('init') : null;
  return init?.isClassExpression() ? init : null;
}

/** Is the function one that `new` is meant for? It sets members of `this`. */
export function isMaker(fn: NodePath): boolean {
  if (!fn.isFunctionDeclaration() && !fn.isFunctionExpression()) return false;
  if (fn.parentPath?.isObjectProperty()) return false;
  const set = fn.parentPath?.isAssignmentExpression() ? String(fn.parentPath.get('left')) : '';
  if (/\.prototype\./.test(set)) return false;
  let makes = false;
  fn.traverse({
    Function(inner) {
      if (!inner.isArrowFunctionExpression()) inner.skip();
    },
    AssignmentExpression(path) {
      const left = path.get('left') as NodePath;
      if (left.isMemberExpression() && selfOf(left.get('object'))) makes = true;
    },
  });
  return makes;
}

/** Babel's scopes do not know a constructor's parameter that is a property. */
export function names(fn: NodePath<ast.Function>, name: string): boolean {
  let found = false;
  (fn.get('body') as NodePath).traverse({
    Identifier({ node, parent, key }) {
      const isKey = is.isMemberExpression(parent) && key === 'property' && !parent.computed;
      if (node.name === name && !isKey) found = true;
    },
  });
  return found;
}
