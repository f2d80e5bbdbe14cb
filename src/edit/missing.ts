/** Reads that may find nothing: behind `?.`, or of fields that the types of v4's answers do not promise. */
import type { Action, Field } from '../catalogue/types.js';
import { is, type NodePath } from '../syntax/index.js';
import { isSimple } from './parentheses.js';
import type { Rewriter } from './rewriter.js';

/** Members that the types of v4's answers do not promise. */
const OPTIONAL = {
  sdk: {
    record: new Set(['content', 'proxied', 'priority']),
    zone: new Set([
      'paused',
      'status',
      'type',
      'plan.legacy_id',
      'owner.id',
      'vanity_name_servers',
      'verification_key',
    ]),
  },
  fetch: { record: new Set(['priority']), zone: new Set(['vanity_name_servers', 'verification_key']) },
};

export function optionalIn({ answer }: Action, { target }: Rewriter): ReadonlySet<string> {
  return answer.shape === 'record' || answer.shape === 'zone' ? OPTIONAL[target][answer.shape] : new Set();
}

/** Does the type of the answer say that the field may be missing? */
export function mayBeMissing(field: Field, action: Action, rewriter: Rewriter): boolean {
  return rewriter.module.typescript && field.v4 !== null && optionalIn(action, rewriter).has(field.v4);
}

/** Is the read part of a chain that a `?.` may end early? */
export function mayEndEarly(path: NodePath): boolean {
  return path.isOptionalMemberExpression();
}

/** The value made from what `owner` holds; nothing where there is no owner. `write` is given its name. */
export function whereGiven(
  owner: string,
  path: NodePath,
  rewriter: Rewriter,
  noun: string,
  write: (owner: string) => string,
): string {
  if (isSimple(owner)) return `${owner} && ${write(owner)}`;
  const name = rewriter.names.inside(path.scope, noun);
  const body = `${name} && ${write(name)}`;
  return rewriter.module.style.es5
    ? `(function (${name}) { return ${body}; })(${owner})`
    : `((${name}) => ${body})(${owner})`;
}

/** Does only the truth of the expression matter? */
export function isTest(path: NodePath): boolean {
  const parent = path.parentPath;
  if (!parent) return false;
  if (parent.isIfStatement() || parent.isConditionalExpression() || parent.isLoop()) return path.key === 'test';
  if (parent.isUnaryExpression()) return parent.node.operator === '!';
  if (parent.isLogicalExpression()) return isTest(parent);
  return isPredicate(parent, path);
}

const PREDICATES = new Set(['filter', 'find', 'findIndex', 'findLast', 'some', 'every', 'reject', 'partition']);

/** `records.filter((rec) => …)`: what the function gives back is tested. */
function isPredicate(parent: NodePath, path: NodePath): boolean {
  const fn = parent.isReturnStatement() ? parent.getFunctionParent() : path.key === 'body' ? parent : null;
  if (!fn?.isFunction() || fn.listKey !== 'arguments' || fn.node.async) return false;
  const { node: call } = fn.parentPath as NodePath;
  if (!is.isCallExpression(call) && !is.isOptionalCallExpression(call)) return false;
  const { callee } = call;
  return (
    (is.isMemberExpression(callee) || is.isOptionalMemberExpression(callee)) &&
    is.isIdentifier(callee.property) &&
    PREDICATES.has(callee.property.name)
  );
}

/** Places where the types let a value be undefined, and where it does there what nothing in it does. */
export function takesNothing(path: NodePath): boolean {
  const parent = path.parentPath;
  if (!parent) return false;
  if (parent.isBinaryExpression()) return /^[!=]==?$/.test(parent.node.operator);
  if (parent.isLogicalExpression()) return path.key === 'left' || takesNothing(parent);
  if (parent.isTemplateLiteral() || parent.isJSXExpressionContainer()) return true;
  if (parent.isTSNonNullExpression() || parent.isTSAsExpression() || parent.isUnaryExpression()) return true;
  if (isTest(path) || parent.isExpressionStatement()) return true;
  if (!parent.isCallExpression() || path.listKey !== 'arguments') return false;
  const { callee } = parent.node;
  if (is.isIdentifier(callee)) return ['String', 'Boolean', 'Number'].includes(callee.name);
  return is.isMemberExpression(callee) && is.isIdentifier(callee.object, { name: 'console' });
}
