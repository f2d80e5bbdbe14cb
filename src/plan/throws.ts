/** What ends in an exception when a call failed: reads of properties of nothing, parsing nothing. */
import { evaluate } from '../evaluate/evaluate.js';
import { elsewhereOf, isConsole } from '../evaluate/value.js';
import type { ast, NodePath } from '../syntax/index.js';
import { childrenOf, endsEarly, isGiven, knownIn, type Scene, type Stage, touches, truth } from './outcome.js';

/** The parts of a statement that run when it is reached. */
export function evaluatedAtOnce(path: NodePath): NodePath[] {
  if (path.isExpressionStatement()) return [path.get('expression') as NodePath];
  if (path.isVariableDeclaration()) return path.get('declarations').filter((one) => one.node.init);
  if (path.isIfStatement() || path.isWhileStatement()) return [path.get('test') as NodePath];
  if ((path.isReturnStatement() || path.isThrowStatement()) && path.node.argument)
    return [path.get('argument') as NodePath];
  if (path.isForOfStatement() || path.isForInStatement()) return [path.get('right') as NodePath];
  if (path.isExportNamedDeclaration() && path.node.declaration)
    return evaluatedAtOnce(path.get('declaration') as NodePath);
  if (path.isForStatement())
    return [path.get('init') as NodePath, path.get('test') as NodePath].filter((part) => part.node);
  if (path.isSwitchStatement()) return [path.get('discriminant')];
  return [];
}

/** Does the statement throw as soon as it is reached, because of an answer that is not there? */
export function throwsAtOnce(statement: NodePath, stage: Stage): boolean {
  const parts = evaluatedAtOnce(statement).filter((part) => touches(part, stage));
  if (parts.some((part) => throwsIn(part, stage))) return true;
  const [list] = parts;
  return statement.isForOfStatement() && list !== undefined && isNothing(list, stage);
}

/**
 * Does code of the author's run in front of what throws for want of an answer? It may throw an error of its own, which
 * must come to the same handler.
 */
export function throwsBefore(block: NodePath, stage: Stage): boolean {
  const statements = block.get('body') as NodePath[];
  const end = statements.findIndex((one) => throwsAtOnce(one, stage));
  return statements.slice(0, end < 0 ? statements.length : end).some((one) => mayThrow(one, stage));
}

function mayThrow(path: NodePath, stage: Stage): boolean {
  if (path.isFunction()) return false;
  if (path.isAwaitExpression() || path.isThrowStatement() || path.isNewExpression()) return true;
  if (path.isCallExpression() || path.isOptionalCallExpression()) {
    const callee = evaluate(path.get('callee') as NodePath);
    if (!isConsole(callee) && stage.at(path.node) === undefined) return true;
  }
  return childrenOf(path).some((one) => mayThrow(one, stage));
}

function isNothing(path: NodePath, stage: Stage): boolean {
  const known = knownIn(path, stage);
  return known !== null && 'value' in known && known.value == null;
}

/**
 * Does evaluating the expression throw in the scene, because it reads a property of nothing or parses nothing? Only
 * what is certainly evaluated counts.
 */
export function throwsIn(path: NodePath, stage: Stage, depth = 0): boolean {
  if (!path.node || path.isFunction()) return false;
  if (path.isPattern()) return patternThrows(path, stage);
  if (path.isLogicalExpression()) return throwsInLogical(path, stage, depth);
  if (path.isConditionalExpression()) {
    if (throwsIn(path.get('test'), stage, depth)) return true;
    const test = truth(knownIn(path.get('test'), stage));
    return test !== null && throwsIn(path.get(test ? 'consequent' : 'alternate'), stage, depth);
  }
  if (path.isVariableDeclarator()) {
    const init = path.get('init') as NodePath;
    if (throwsIn(init, stage, depth)) return true;
    const id = path.get('id') as NodePath;
    return patternThrows(id, stage) || (id.isPattern() && touches(init, stage) && isNothing(init, stage));
  }
  if (path.isMemberExpression() || path.isOptionalMemberExpression()) {
    const object = path.get('object') as NodePath;
    if (throwsIn(object, stage, depth)) return true;
    if (path.isOptionalMemberExpression() && (path.node.optional || endsEarly(object, stage))) return false;
    return stage.at(object.node) !== undefined && isNothing(object, stage);
  }
  if (endsEarly(path, stage)) return throwsIn(path.get('callee') as NodePath, stage, depth);
  if (path.isCallExpression() && callThrows(path, stage, depth)) return true;
  return childrenOf(path).some((child) => throwsIn(child, stage, depth));
}

/** Does taking a value apart throw in the scene, because a part that is taken apart in turn is not there? */
function patternThrows(path: NodePath, stage: Stage): boolean {
  if (!path.isArrayPattern() && !path.isObjectPattern()) return false;
  if (stage.at(path.node) !== undefined && isNothing(path, stage)) return true;
  if (path.isArrayPattern()) return false;
  return path
    .get('properties')
    .some((one) => one.isObjectProperty() && patternThrows(one.get('value') as NodePath, stage));
}

function throwsInLogical(path: NodePath<ast.LogicalExpression>, stage: Stage, depth: number): boolean {
  if (throwsIn(path.get('left'), stage, depth)) return true;
  const left = knownIn(path.get('left'), stage);
  const { operator } = path.node;
  const given = operator === '??' ? isGiven(left) : truth(left);
  const reached = given !== null && (operator === '&&' ? given : !given);
  return reached && throwsIn(path.get('right'), stage, depth);
}

/** `JSON.parse` of nothing, or a function of the author's that takes apart what is not there. */
function callThrows(path: NodePath<ast.CallExpression>, stage: Stage, depth: number): boolean {
  const callee = evaluate(path.get('callee') as NodePath);
  const [first] = path.get('arguments') as NodePath[];
  const scene = first && stage.at(first.node);
  if (!first || !scene) return false;
  if (callee.kind === 'external' && callee.members.join('.') === 'JSON.parse') {
    const known = knownIn(first, stage);
    return known !== null && 'value' in known && known.value === undefined;
  }
  const fn = callee.kind === 'function' ? callee.fn : (elsewhereOf(callee)?.fn ?? null);
  if (!fn?.isFunction() || depth > 3) return false;
  if (fn.node.async || fn.node.generator || !scene.answer.functions.has(fn.node)) return false;
  const body = fn.get('body') as NodePath;
  const inside = entered(stage, fn, scene);
  if (!body.isBlockStatement()) return touches(body, inside) && throwsIn(body, inside, depth + 1);
  for (const statement of body.get('body') as NodePath[]) {
    if (throwsAtOnce(statement, inside)) return true;
    if (!statement.isVariableDeclaration() && !statement.isExpressionStatement()) return false;
  }
  return false;
}

/** What is handed to a function is there as it was where the function is called. */
function entered(stage: Stage, { node: fn }: NodePath, { outcome }: Scene): Stage {
  const at = (node: ast.Node) => {
    const own = stage.at(node);
    return own?.answer.functions.has(fn) ? { ...own, outcome } : own;
  };
  return { at, touched: stage.touched };
}
