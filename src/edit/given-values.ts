/** Fields of a form that may have no value: clients left them out, and v4 must not be given NaN or false for them. */
import { evaluate } from '../evaluate/evaluate.js';
import type { Value } from '../evaluate/value.js';
import { callersOf } from '../find/answers/callers.js';
import { type ast, is, type NodePath } from '../syntax/index.js';

/** Functions that hand on what they are given, one to the next. */
const MOST_CALLERS = 3;

export function mayBeNothing(value: Value, depth = 0): boolean {
  switch (value.kind) {
    case 'literal':
      return value.value == null;
    case 'concat':
    case 'object':
    case 'array':
    case 'encoded':
      return false;
    case 'choice':
      if (value.operator === '||' || value.operator === '??') return mayBeNothing(value.otherwise, depth);
      return mayBeNothing(value.then, depth) || mayBeNothing(value.otherwise, depth);
    default:
      return !isCertain(value.path, depth);
  }
}

function isCertain(path: NodePath, depth: number): boolean {
  if (isBoolean(path)) return true;
  const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
  if (!binding) return false;
  // `for (const ttl of [60, 300])`
  if (binding.path.isVariableDeclarator() && binding.path.parentPath.key === 'left') return true;
  if (is.isAssignmentPattern(binding.path.node, { left: binding.identifier }) || isTyped(binding.identifier))
    return true;
  const fn = binding.kind === 'param' && binding.scope.path.isFunction() ? binding.scope.path : null;
  const index = fn?.node.params.indexOf(binding.identifier as ast.Identifier) ?? -1;
  const callers = fn && index >= 0 && depth < MOST_CALLERS && binding.constant ? callersOf(fn) : null;
  if (!callers || callers.length === 0) return false;
  return callers.every((call) => {
    const args = call.get('arguments') as NodePath[];
    const given = args[index];
    const isSpread = args.slice(0, index + 1).some((one) => one.isSpreadElement());
    return given !== undefined && !isSpread && !mayBeNothing(evaluate(given), depth + 1);
  });
}

/** Is it a comparison, or a negation? */
export function isBoolean(test: NodePath): boolean {
  return (test.isBinaryExpression() && /^[!=<>]/.test(test.node.operator)) || test.isUnaryExpression({ operator: '!' });
}

/** Does TypeScript say that there is a value? */
function isTyped({ typeAnnotation, optional }: ast.Identifier): boolean {
  const type = is.isTSTypeAnnotation(typeAnnotation) ? typeAnnotation.typeAnnotation : null;
  return optional !== true && (is.isTSNumberKeyword(type) || is.isTSStringKeyword(type) || is.isTSBooleanKeyword(type));
}
