/** `(res) => res.json()`, `(body) => JSON.parse(body)`, `([res]) => res[0].body`: functions that only unwrap an answer. */
import type { Action } from '../../catalogue/types.js';
import { only } from '../../evaluate/only.js';
import { isAliasShape, type Link } from '../../find/answers/answer.js';
import { locate } from '../../find/answers/locate.js';
import type { Shape } from '../../find/request.js';
import { type ast, is, type NodePath } from '../../syntax/index.js';
import type { CallPlan } from '../call-plan.js';

/** `.then((res) => res.json())`: nothing is left of it where what it gives is all that v4 answers. */
export function isUnwrapping(
  { call, ok, parses }: Link,
  { action, answer }: Pick<CallPlan, 'action' | 'answer'>,
): boolean {
  const given = answer.shapes.get(call.node);
  return (parses || (ok !== null && onlyUnwraps(ok))) && given?.is === 'promise' && isWhole(given.of, action);
}

/** Is it what v4 answers, and not something that was made of it? */
export function isWhole(shape: Shape, action: Action): boolean {
  return (
    isAliasShape(shape) && (shape.is !== 'v1' || ['spine', 'root', 'status'].includes(locate(action, shape.path).at))
  );
}

/** Does the function of a link give back what it got, or its body, and do nothing else? */
export function onlyUnwraps(fn: NodePath): boolean {
  const body = fn.get('body');
  const returned = body.isBlockStatement() ? onlyReturn(body) : body.node;
  if (!returned || !is.isCallExpression(returned)) return returned !== null && isPlain(returned);
  const { callee, arguments: given } = returned;
  if (isSaid(returned) || !is.isMemberExpression(callee) || isSaid(callee) || callee.computed) return false;
  if (returned.typeArguments ?? returned.typeParameters) return false;
  const [only] = given;
  const name = is.isIdentifier(callee.property) ? callee.property.name : '';
  if (name === 'parse')
    return is.isIdentifier(callee.object, { name: 'JSON' }) && given.length === 1 && isPlain(only!, false);
  return given.length === 0 && /^(?:json|text)$/.test(name) && isPlain(callee.object);
}

function onlyReturn(body: NodePath<ast.BlockStatement>): ast.Node | null {
  const returned = only(body.node.body);
  return is.isReturnStatement(returned) ? (returned.argument ?? null) : null;
}

/** A name, and members of it; `[0]` behind the name alone. */
function isPlain(node: ast.Node, first = true): boolean {
  if (isSaid(node)) return false;
  if (!is.isMemberExpression(node)) return isWord(node);
  const { object, property } = node;
  if (isSaid(property)) return false;
  if (!node.computed) return is.isIdentifier(property) && isWord(property) && isPlain(object, first);
  return first && is.isNumericLiteral(property) && property.extra?.raw === '0' && isWord(object) && !isSaid(object);
}

function isWord(node: ast.Node): boolean {
  if (is.isIdentifier(node)) return /^\w+$/.test(node.name);
  return ['ThisExpression', 'NullLiteral', 'BooleanLiteral', 'NumericLiteral', 'BigIntLiteral'].includes(node.type);
}

/** What somebody said about it would be lost. */
function isSaid({ leadingComments, trailingComments, innerComments }: ast.Node): boolean {
  return [leadingComments, trailingComments, innerComments].some((comments) => comments && comments.length > 0);
}
