/** What a wrapper hands over of an answer: the answer as it came, a part under its name, or something made of it. */
import type { Action } from '../../catalogue/types.js';
import { bare, evaluate } from '../../evaluate/evaluate.js';
import { isExternal } from '../../evaluate/value.js';
import type { Answer } from '../../find/answers/answer.js';
import { locate } from '../../find/answers/locate.js';
import { returnedBy } from '../../find/answers/merges.js';
import type { Shape } from '../../find/request.js';
import { type ast, is, isNothing, type NodePath } from '../../syntax/index.js';

interface Asked {
  readonly site: NodePath;
  readonly action: Action;
  readonly answer: Answer;
}

/** The answer, or a part of it that is there under its name: nothing filtered, found or counted. */
export function isWhole(path: NodePath, shape: Shape, request: Asked): boolean {
  if (shape.is === 'v1' && (shape.derived || isPicked(shape.path, request.action))) return false;
  return isPlainRead(path, request, new Set());
}

/** The function of the file that the call enters, where all that it takes is of the answer: `check(body)`. */
export function enteredBy(call: NodePath, { shared }: Answer): NodePath<ast.Function> | null {
  const found = shared.find((one) => one.call?.node === call.node);
  return found?.fn.node.params.every((_one, index) => found.params[index] != null) ? found.fn : null;
}

function isPlainRead(written: NodePath, request: Asked, seen: Set<ast.Node>): boolean {
  const path = bare(written);
  const next = (inner: NodePath) => isPlainRead(inner, request, seen);
  if (path.node === request.site.node) return true;
  if (path.isAwaitExpression()) return next(path.get('argument'));
  // `body && JSON.parse(body)`: v4 always answers something.
  if (path.isLogicalExpression({ operator: '&&' }))
    return isOfAnswer(path.get('left'), request) && next(path.get('right'));
  if (path.isConditionalExpression()) {
    const [given, otherwise] = [path.get('consequent'), path.get('alternate')];
    if (isOfAnswer(path.get('test'), request) && (isNothing(otherwise) || isNoAnswer(otherwise))) return next(given);
    // `typeof body === 'string' ? JSON.parse(body) : body`
    return [given, otherwise].every((side) => isOfAnswer(side, request) && next(side));
  }
  // `body || '{}'`
  if (path.isLogicalExpression({ operator: '||' })) return isNoAnswer(path.get('right')) && next(path.get('left'));
  if (path.isMemberExpression() || path.isOptionalMemberExpression()) return next(path.get('object') as NodePath);
  if (path.isIdentifier()) {
    const binding = path.scope.getBinding(path.node.name);
    if (!binding) return false;
    // `body = JSON.parse(body)`
    if (seen.has(binding.identifier)) return true;
    seen.add(binding.identifier);
    const steps = binding.constantViolations.filter((step) => step !== binding.path);
    const set = steps.every(
      (step) => step.isAssignmentExpression() && (step.node.operator === '+=' || next(step.get('right'))),
    );
    if (!set) return false;
    if (!binding.path.isVariableDeclarator()) return isOfAnswer(path, request);
    const init = binding.path.get<NodePath>('init');
    return !init.node || init.isLiteral() || init.isArrayExpression() || next(init);
  }
  if (!path.isCallExpression()) return false;
  // `const response = unwrap(body)`
  const entered = enteredBy(path, request.answer);
  if (entered) {
    if (seen.has(entered.node)) return true;
    seen.add(entered.node);
    return returnedBy(entered).every((one) => isNothing(one) || next(one));
  }
  const callee = bare(path.get('callee') as NodePath);
  const [first] = path.get('arguments');
  const called = evaluate(callee);
  const unwraps = [['JSON', 'parse'], ['Buffer', 'concat'], ['String']];
  if (first && unwraps.some((names) => isExternal(called, [null], ...names))) return next(first);
  const named = callee.isMemberExpression() && is.isIdentifier(callee.node.property) ? callee.node.property.name : '';
  if (named === 'then') return true;
  return ['json', 'text', 'toString', 'join'].includes(named) && next(callee.get('object') as NodePath);
}

/** Is the value something of the answer, in whatever form? */
function isOfAnswer(path: NodePath, { answer }: Asked): boolean {
  return answer.shapes.has(bare(path).node);
}

/** A text, or an object without anything: what stands in for an answer that is not there. */
function isNoAnswer(path: NodePath): boolean {
  return path.isStringLiteral() || (path.isObjectExpression() && path.node.properties.length === 0);
}

/** Is it one item of a list, or a field of one, or of what is answered alone? */
function isPicked(path: readonly string[], action: Action): boolean {
  const { kind } = action.answer;
  const place = locate(action, path);
  return (kind === 'list' || kind === 'one') && ['element', 'field', 'partial', 'absent'].includes(place.at);
}
