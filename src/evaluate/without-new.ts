/** Constructors that need no `new`: `if (!(this instanceof Api)) return new Api(options);` */

import { is, type NodePath } from '../syntax/index.js';
import { bare } from './evaluate.js';
import { only } from './only.js';

/** What a call gives that is made without `new`; null where the function does not see to it. */
export function madeWithoutNew(fn: NodePath): NodePath | null {
  const body = fn.isFunction() && !fn.isArrowFunctionExpression() ? (fn.get('body') as NodePath) : null;
  const [first] = body?.isBlockStatement() ? (body.get('body') as NodePath[]) : [];
  if (!first?.isIfStatement() || !asksForNew(first.get('test'))) return null;
  const then = first.get('consequent') as NodePath;
  const returned = only(then.isBlockStatement() ? (then.get('body') as NodePath[]) : [then]);
  const made = returned?.isReturnStatement() ? (returned.get('argument') as NodePath) : null;
  return made?.isNewExpression() && isSelf(made.get('callee') as NodePath, fn) ? made : null;
}

/** `!(this instanceof Api)`, `!new.target` */
function asksForNew(test: NodePath): boolean {
  const asked = test.isUnaryExpression({ operator: '!' }) ? bare(test.get('argument')) : null;
  if (asked?.isBinaryExpression({ operator: 'instanceof' })) return asked.get('left').isThisExpression();
  return is.isMetaProperty(asked?.node);
}

function isSelf(callee: NodePath, fn: NodePath): boolean {
  if (!callee.isIdentifier()) return false;
  const binding = callee.scope.getBinding(callee.node.name);
  const held = binding?.path.isVariableDeclarator() ? (binding.path.get('init') as NodePath) : binding?.path;
  return binding?.constant === true && held?.node === fn.node;
}
