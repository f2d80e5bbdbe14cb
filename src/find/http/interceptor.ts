/** A function that a client hands a request or an answer to: what it makes of it, where that is all it does. */
import { decided } from '../../evaluate/decide.js';
import { evaluate } from '../../evaluate/evaluate.js';
import { isClone, isDefaults, isEscape, isExtend, isFormEncoder } from '../../evaluate/libraries.js';
import { calledWith } from '../../evaluate/parameters.js';
import { type Env, isExternal, type Value } from '../../evaluate/value.js';
import { type ast, is, type NodePath } from '../../syntax/index.js';

/** How the function ends for what it is given. */
export interface Made {
  readonly does: 'gives' | 'throws';
  readonly value: Value;
}

/** What the function makes of the value; null where that is not known, or it does more. */
export function madeBy(path: NodePath, given: Value): Made | null {
  const value = evaluate(path);
  if (value.kind !== 'function' || !value.fn.isFunction() || value.fn.node.generator) return null;
  const { fn } = value;
  if (!isSilent(fn)) return null;
  const env = calledWith(fn, [given], value.env);
  const body = fn.get('body') as NodePath;
  const made = body.isBlockStatement() ? through(body.get('body'), env) : handed(body, env);
  return made && made !== 'goes on' && !isUnderCondition(made.value, fn) ? made : null;
}

type Step = Made | 'goes on' | null;

function through(statements: readonly NodePath[], env: Env): Step {
  for (const statement of statements) {
    const step = stepOf(statement, env);
    if (step !== 'goes on') return step;
  }
  return 'goes on';
}

function stepOf(path: NodePath, env: Env): Step {
  if (path.isReturnStatement()) return path.node.argument ? handed(path.get('argument') as NodePath, env) : null;
  if (path.isThrowStatement()) return { does: 'throws', value: evaluate(path.get('argument'), env) };
  if (path.isBlockStatement()) return through(path.get('body'), env);
  if (path.isIfStatement()) {
    const holds = decided(path.get('test'), (inner) => evaluate(inner, env));
    if (holds === null) return leaves(path) ? null : 'goes on';
    const taken = path.get(holds ? 'consequent' : 'alternate') as NodePath;
    return taken.node ? stepOf(taken, env) : 'goes on';
  }
  return path.isExpressionStatement() || path.isVariableDeclaration() ? 'goes on' : null;
}

/** `test ? a : Promise.reject(b)`, and what a promise is resolved or rejected with. */
function handed(path: NodePath, env: Env): Made | null {
  if (path.isConditionalExpression()) {
    const holds = decided(path.get('test'), (inner) => evaluate(inner, env));
    return holds === null ? null : handed(path.get(holds ? 'consequent' : 'alternate'), env);
  }
  const [first] = path.isCallExpression() ? (path.get('arguments') as NodePath[]) : [];
  const callee = path.isCallExpression() ? evaluate(path.get('callee') as NodePath, env) : null;
  if (callee && first && isExternal(callee, [null], 'Promise', 'reject'))
    return { does: 'throws', value: evaluate(first, env) };
  if (callee && first && isExternal(callee, [null], 'Promise', 'resolve'))
    return { does: 'gives', value: evaluate(first, env) };
  return { does: 'gives', value: evaluate(path, env) };
}

function leaves(path: NodePath): boolean {
  let found = false;
  path.traverse({
    enter(inner) {
      if (inner.isReturnStatement() || inner.isThrowStatement()) found = true;
    },
  });
  return found;
}

/** Statements and expressions that do nothing which is seen outside of what the function is given and makes. */
const SILENT = new Set([
  ...['BlockStatement', 'ReturnStatement', 'ThrowStatement', 'IfStatement', 'ExpressionStatement'],
  ...['VariableDeclaration', 'VariableDeclarator', 'Identifier', 'ThisExpression', 'MemberExpression'],
  ...['OptionalMemberExpression', 'ObjectExpression', 'ObjectProperty', 'ArrayExpression', 'SpreadElement'],
  ...['ObjectPattern', 'ArrayPattern', 'AssignmentPattern', 'RestElement', 'ConditionalExpression'],
  ...['LogicalExpression', 'BinaryExpression', 'UnaryExpression', 'TemplateLiteral', 'TemplateElement'],
  ...['StringLiteral', 'NumericLiteral', 'BooleanLiteral', 'NullLiteral', 'ParenthesizedExpression'],
]);

/** functions that are looked at: one that calls itself does no more for that */
const looking = new Set<ast.Node>();

function isSilent(fn: NodePath<ast.Function>): boolean {
  if (looking.has(fn.node)) return true;
  looking.add(fn.node);
  try {
    return isSilentInside(fn);
  } finally {
    looking.delete(fn.node);
  }
}

function isSilentInside(fn: NodePath<ast.Function>): boolean {
  let silent = true;
  fn.traverse({
    enter(path) {
      if (!isSilentNode(path, fn)) silent = false;
      if (path.node.type.startsWith('TSType')) path.skip();
    },
  });
  return silent;
}

function isSilentNode(path: NodePath, fn: NodePath<ast.Function>): boolean {
  const { node } = path;
  if (SILENT.has(node.type) || node.type.startsWith('TS')) return true;
  if (path.isAssignmentExpression()) return isOwn(path.get('left') as NodePath, fn);
  if (!path.isCallExpression() && !path.isNewExpression()) return false;
  const callee = evaluate(path.get('callee') as NodePath);
  if (path.isNewExpression())
    return isExternal(callee, [null, 'url'], 'URLSearchParams') || isExternal(callee, [null], 'Error');
  const [first] = path.get('arguments') as NodePath[];
  if (isExtend(callee) || isDefaults(callee))
    return first !== undefined && (first.isObjectExpression() || isOwn(first, fn));
  if (callee.kind === 'function' && callee.fn.isFunction()) return isSilent(callee.fn);
  return isKnown(callee) || isMethod(path.get('callee') as NodePath, fn);
}

const PLAIN: readonly (readonly [string, ...string[]])[] = [
  ['Promise', 'reject'],
  ['Promise', 'resolve'],
  ['Object', 'freeze'],
  ['JSON', 'stringify'],
  ['String'],
  ['Number'],
];

function isKnown(callee: Value): boolean {
  if (isFormEncoder(callee) || isEscape(callee) || isClone(callee)) return true;
  return PLAIN.some(([name, ...members]) => isExternal(callee, [null], name, ...members));
}

/** `body.toString()`, `config.data.append('tkn', key)` */
function isMethod(callee: NodePath, fn: NodePath<ast.Function>): boolean {
  if (!callee.isMemberExpression() || callee.node.computed) return false;
  const { property } = callee.node;
  const name = is.isIdentifier(property) ? property.name : '';
  return name === 'toString' || (['append', 'set', 'delete'].includes(name) && isOwn(callee, fn));
}

/** Does the expression start from what the function is given, or has made? */
function isOwn(path: NodePath, fn: NodePath<ast.Function>): boolean {
  let base = path;
  while (base.isMemberExpression()) base = base.get('object') as NodePath;
  const binding = base.isIdentifier() ? base.scope.getBinding(base.node.name) : undefined;
  if (!binding) return false;
  if (binding.kind === 'param') return binding.scope.path.node === fn.node;
  const init = binding.path.isVariableDeclarator() ? (binding.path.get('init') as NodePath) : null;
  if (!init?.node || !binding.path.isDescendant(fn) || binding.constantViolations.length > 0) return false;
  return init.isObjectExpression() || init.isNewExpression() || isOwn(init, fn);
}

/** Is something in it there only where a test of the function says so? */
function isUnderCondition(value: Value, fn: NodePath): boolean {
  const isOf = (path: NodePath | null | undefined) => path?.isDescendant(fn) === true;
  switch (value.kind) {
    case 'object':
      return value.entries.some(({ when, value: held }) => isOf(when?.path) || isUnderCondition(held, fn));
    case 'encoded':
      return isUnderCondition(value.content, fn);
    case 'choice':
      return isOf(value.test) || isUnderCondition(value.then, fn) || isUnderCondition(value.otherwise, fn);
    case 'array':
      return value.items.some((item) => isUnderCondition(item, fn));
    default:
      return false;
  }
}
