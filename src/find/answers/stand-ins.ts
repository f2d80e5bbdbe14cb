/** Values of the author's own in the place of an answer: `.catch(() => null)`, `catch (e) { return { objs: [] }; }`. */
import { bare, evaluate } from '../../evaluate/evaluate.js';
import { isConsole, isExternal } from '../../evaluate/value.js';
import { type ast, type Binding, is, type NodePath } from '../../syntax/index.js';
import { functionAt } from './function-at.js';
import { returnedBeside, returnedBy } from './merges.js';

/** `absent`: nothing to read, as null; `made`: something that has v1's shape. */
export type StandIn = 'none' | 'absent' | 'made';

/** What a handler of errors gives for the answer. */
export function standInOf(handler: NodePath<ast.Function>, depth = 0): StandIn {
  const body = handler.get('body') as NodePath;
  const [error] = handler.node.params;
  const given = (path: NodePath): StandIn => (isNamed(bare(path), error) ? 'made' : standIn(path, depth));
  if (!body.isBlockStatement()) return given(body);
  return worst([...returnedBy(handler).map(given), goesOn(body) ? 'absent' : 'none']);
}

/** What the function gives back elsewhere than at this path. */
export function standInBeside(fn: NodePath<ast.Function>, path: NodePath): StandIn {
  return worst(returnedBeside(fn, path).map((other) => standIn(other, 0)));
}

/** Is an object or a list of the author's own put into the variable? */
export function holdsMade({ constantViolations }: Binding): boolean {
  return constantViolations.some(
    (step) => step.isAssignmentExpression({ operator: '=' }) && standIn(step.get('right') as NodePath, 0) === 'made',
  );
}

/** What the author made that is there instead: `{}`, or something to read from; null: none of these. */
export function madeThere(written: NodePath): 'nothing' | 'other' | null {
  const path = bare(written);
  if (path.isObjectExpression()) return path.node.properties.length > 0 ? 'other' : 'nothing';
  if (path.isArrayExpression()) return path.node.elements.length > 0 ? 'other' : null;
  const value = path.isIdentifier() ? evaluate(path) : null;
  if (value?.kind === 'object') return value.entries.length > 0 || value.open ? 'other' : 'nothing';
  return value?.kind === 'array' && value.items.length > 0 ? 'other' : null;
}

function standIn(written: NodePath, depth: number): StandIn {
  const path = bare(written);
  if (path.isAwaitExpression()) return standIn(path.get('argument'), depth);
  if (path.isConditionalExpression())
    return worst([standIn(path.get('consequent'), depth), standIn(path.get('alternate'), depth)]);
  if (path.isCallExpression()) return inCall(path, depth);
  // An empty list has nothing that could be read.
  if (path.isArrayExpression()) return path.node.elements.length > 0 ? 'made' : 'none';
  if (path.isObjectExpression()) return 'made';
  if (path.isIdentifier({ name: 'undefined' }) || path.isUnaryExpression({ operator: 'void' })) return 'absent';
  if (path.isNullLiteral() || path.isBooleanLiteral({ value: false })) return 'absent';
  return path.isIdentifier() ? named(path, depth) : 'none';
}

/** A constant of the author's. */
function named(path: NodePath<ast.Identifier>, depth: number): StandIn {
  const binding = path.scope.getBinding(path.node.name);
  if (!binding?.constant || depth > 4 || !binding.path.isVariableDeclarator()) return 'none';
  const init = binding.path.get<NodePath>('init');
  return init.isObjectExpression() || init.isArrayExpression() ? standIn(init, depth + 1) : 'none';
}

/** The error itself. */
function isNamed(path: NodePath, parameter: ast.Node | undefined): boolean {
  return (
    path.isIdentifier() && parameter !== undefined && path.scope.getBinding(path.node.name)?.identifier === parameter
  );
}

function inCall(call: NodePath<ast.CallExpression>, depth: number): StandIn {
  const callee = evaluate(call.get('callee') as NodePath);
  const [first] = call.get('arguments') as NodePath[];
  if (isExternal(callee, [null], 'Promise', 'resolve')) return first ? standIn(first, depth) : 'absent';
  if (callee.kind === 'external') return isConsole(callee) ? 'absent' : 'none';
  const fn = functionAt(call.get('callee') as NodePath);
  return fn && depth < 4 ? standInOf(fn, depth + 1) : 'none';
}

/** Does the code end without a `throw` or `return` at its end? */
function goesOn(body: NodePath<ast.BlockStatement>): boolean {
  const last = body.node.body.at(-1);
  if (is.isThrowStatement(last) || is.isReturnStatement(last)) return false;
  const call = is.isExpressionStatement(last) && is.isCallExpression(last.expression) ? last.expression.callee : null;
  return !(is.isMemberExpression(call) && is.isIdentifier(call.property, { name: 'exit' }));
}

function worst(all: readonly StandIn[]): StandIn {
  return all.find((one) => one === 'made') ?? all.find((one) => one === 'absent') ?? 'none';
}
